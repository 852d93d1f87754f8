package io.tallystick.kit.persistence;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
class DatabaseAccess {

  @Produces
  @Singleton
  Jdbi jdbi(AgroalDataSource source) {
    return Jdbi.create(source);
  }
}
