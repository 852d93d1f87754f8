package io.tallystick.claims.intake.adapter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tallystick.claims.ClaimsConfig;
import io.tallystick.claims.OwnGateway;
import io.tallystick.claims.intake.app.InstitutionPatients;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import io.tallystick.kit.identity.ServiceTokens;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks the own hospital-gateway, as this service; remembers for a short while whom it knows. */
@Singleton
class GatewayPatients implements InstitutionPatients {

  /** More identifiers than this are no honest claim's, and the hospital-gateway takes no more. */
  private static final int MOST = 8;

  private record Sought(List<Identifier> identifiers) {}

  private record Found(String patientId) {}

  private final OwnGateway gateway;
  private final ServiceTokens tokens;
  private final String own;
  private final Cache<List<Identifier>, String> known;

  GatewayPatients(
      OwnGateway gateway, ServiceTokens tokens, TallystickConfig institution, ClaimsConfig config) {
    this.gateway = gateway;
    this.tokens = tokens;
    this.own = institution.org().id();
    this.known =
        Caffeine.newBuilder()
            .maximumSize(config.cacheEntries())
            .expireAfterWrite(config.knownPatientFor())
            .build();
  }

  @Override
  public boolean here() {
    return gateway.exists();
  }

  @Override
  public Optional<String> find(List<Identifier> identifiers) {
    var ownMrn = NamingSystems.mrn(own);
    var ownFirst =
        identifiers.stream()
            .sorted(Comparator.comparing(identifier -> !identifier.system().equals(ownMrn)))
            .limit(MOST)
            .toList();
    return Optional.ofNullable(known.get(ownFirst, this::ask));
  }

  /** Null, which isn't remembered, for a stranger. */
  private String ask(List<Identifier> identifiers) {
    var sought = new Sought(identifiers);
    var found = gateway.post("/patients/match", tokens.bearerFor(own), sought, Found[].class);
    return found.length == 0 ? null : found[0].patientId();
  }
}
