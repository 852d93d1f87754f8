package io.tallystick.kit.fhir.capability;

import ca.uhn.fhir.context.FhirContext;
import io.tallystick.kit.fhir.FhirJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code GET /fhir/metadata} (FHIR R4, http.html#capabilities), for anybody. It is read from the
 * routes themselves and so names each of them and no other.
 */
@Path("fhir/metadata")
@PermitAll
public class MetadataResource {

  private final byte[] statement;

  MetadataResource(
      FhirContext context,
      FhirJson json,
      BeanManager beans,
      @Any Instance<AnyType> forAnyType,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    var routes =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .map(Bean::getBeanClass)
            .distinct()
            .flatMap(FhirRoute::of)
            .toList();
    Set<String> excluded = new HashSet<>();
    forAnyType.forEach(resource -> excluded.addAll(resource.excludedTypes()));
    statement =
        json.encode(
            new DescribeApi(context)
                .describe(service, version, Date.from(clock.instant()), routes, excluded));
  }

  @GET
  @Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public byte[] capabilities() {
    return statement;
  }
}
