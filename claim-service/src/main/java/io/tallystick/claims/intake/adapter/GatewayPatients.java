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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks the own hospital-gateway, as this service; remembers for a short while whom it knows. */
@Singleton
class GatewayPatients implements InstitutionPatients {

  /** More identifiers than this are no honest claim's. */
  private static final int MOST = 8;

  private record Found(String patientId) {}

  private final OwnGateway gateway;
  private final ServiceTokens tokens;
  private final String ownMrn;
  private final Cache<Identifier, String> known;

  GatewayPatients(
      OwnGateway gateway, ServiceTokens tokens, TallystickConfig institution, ClaimsConfig config) {
    this.gateway = gateway;
    this.tokens = tokens;
    this.ownMrn = NamingSystems.mrn(institution.org().id());
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
    return identifiers.stream()
        .sorted(Comparator.comparing(identifier -> !identifier.system().equals(ownMrn)))
        .limit(MOST)
        .flatMap(identifier -> Optional.ofNullable(known.get(identifier, this::ask)).stream())
        .findFirst();
  }

  /** Null, which isn't remembered, for a stranger. */
  private String ask(Identifier identifier) {
    var query = URLEncoder.encode(identifier.token(), StandardCharsets.UTF_8);
    var found = gateway.get("/patients?identifier=" + query, tokens.bearer(), Found[].class);
    return found.length == 0 ? null : found[0].patientId();
  }
}
