package io.tallystick.claims.patientview.adapter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tallystick.claims.ClaimsConfig;
import io.tallystick.claims.OwnGateway;
import io.tallystick.claims.status.app.PatientsOfCaller;
import io.tallystick.kit.identity.Caller;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forwards the patient's own token to the own hospital-gateway, so that its answer rests on nothing
 * but that token; remembered for a short while.
 */
@Singleton
class GatewayPatientsOfCaller implements PatientsOfCaller {

  private static final String ATTESTED = "ATTESTED";

  private record EnrolledPatient(String patientId, String enrolmentState) {}

  private final Caller caller;
  private final OwnGateway gateway;
  private final Cache<String, Set<String>> remembered;

  GatewayPatientsOfCaller(Caller caller, OwnGateway gateway, ClaimsConfig config) {
    this.caller = caller;
    this.gateway = gateway;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(config.cacheEntries())
            .expireAfterWrite(config.actsForFor())
            .build();
  }

  @Override
  public Set<String> patientIds() {
    if (!gateway.exists()) return Set.of();
    return remembered.get(caller.token(), this::ask);
  }

  private Set<String> ask(String token) {
    return Arrays.stream(gateway.get("/me/patients", token, EnrolledPatient[].class))
        .filter(patient -> ATTESTED.equals(patient.enrolmentState()))
        .map(EnrolledPatient::patientId)
        .collect(Collectors.toUnmodifiableSet());
  }
}
