package io.tallystick.portal.services;

import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Institution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * The institutions' services, called with the signed-in user's access token for that institution.
 * An institution that doesn't run such a service is simply not found.
 */
@ApplicationScoped
public class Services {

  private static final int CONNECT_SECONDS = 3;

  /** Signing a consent waits for the ledger; nothing else comes near this. */
  private static final int READ_SECONDS = 20;

  private record Client(String org, URI address, Class<?> api) {}

  private final Institutions institutions;
  private final UserTokens userTokens;
  private final Map<Client, Object> clients = new ConcurrentHashMap<>();

  Services(Institutions institutions, UserTokens userTokens) {
    this.institutions = institutions;
    this.userTokens = userTokens;
  }

  public Enrolments enrolments(String org) {
    return client(org, Institution::hospitalGatewayUrl, Enrolments.class);
  }

  public PaperConsents paperConsents(String org) {
    return client(org, Institution::hospitalGatewayUrl, PaperConsents.class);
  }

  public Consents consents(String org) {
    return client(org, Institution::hospitalGatewayUrl, Consents.class);
  }

  public Records records(String org) {
    return client(org, Institution::hospitalGatewayUrl, Records.class);
  }

  public Exchange exchange(String org) {
    return client(org, Institution::hospitalGatewayUrl, Exchange.class);
  }

  public Emergencies emergencies(String org) {
    return client(org, Institution::hospitalGatewayUrl, Emergencies.class);
  }

  public Oversight oversight(String org) {
    return client(org, Institution::claimServiceUrl, Oversight.class);
  }

  public ClaimService claims(String org) {
    return client(org, Institution::claimServiceUrl, ClaimService.class);
  }

  public Appeals appeals(String org) {
    return client(org, Institution::insurerServiceUrl, Appeals.class);
  }

  public SecondAppeals secondAppeals(String org) {
    return client(org, Institution::claimServiceUrl, SecondAppeals.class);
  }

  public InsurerService insurer(String org) {
    return client(org, Institution::insurerServiceUrl, InsurerService.class);
  }

  private <T> T client(String org, Function<Institution, Optional<URI>> address, Class<T> api) {
    var url =
        Optional.ofNullable(institutions.byId().get(org))
            .flatMap(address)
            .orElseThrow(NotFoundException::new);
    return api.cast(clients.computeIfAbsent(new Client(org, url, api), this::build));
  }

  private Object build(Client client) {
    return RestClientBuilder.newBuilder()
        .baseUri(client.address())
        .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
        .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
        .followRedirects(false)
        .register(new UserToken(userTokens, client.org()))
        .register(new ProblemReader())
        .build(client.api());
  }
}
