package io.tallystick.gateway.exchange.app;

import io.tallystick.gateway.exchange.app.OtherHospitals.Fetched;
import io.tallystick.gateway.exchange.app.OtherHospitals.Standing;
import io.tallystick.gateway.exchange.domain.Search;
import io.tallystick.gateway.exchange.domain.Search.Ask;
import io.tallystick.gateway.exchange.domain.Search.State;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes one hospital's answer to a search as far as it goes: asks, looks where the request stands,
 * fetches what is released, checks it against the own copy of the chain and keeps it sealed.
 */
@ApplicationScoped
public class FollowAsk {

  private static final Logger LOG = Logger.getLogger(FollowAsk.class);
  private static final Duration GLANCE = Duration.ofMillis(10);

  private final OtherHospitals others;
  private final Searches searches;
  private final Received received;
  private final CheckReceived checkReceived;
  private final Patients patients;
  private final Envelopes envelopes;
  private final Transactions transactions;
  private final ExchangeConfig config;
  private final Clock clock;

  public FollowAsk(
      OtherHospitals others,
      Searches searches,
      Received received,
      CheckReceived checkReceived,
      Patients patients,
      Envelopes envelopes,
      Transactions transactions,
      ExchangeConfig config,
      Clock clock) {
    this.others = others;
    this.searches = searches;
    this.received = received;
    this.checkReceived = checkReceived;
    this.patients = patients;
    this.envelopes = envelopes;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  public void follow(Search search, Ask ask) {
    switch (standing(search, ask)) {
      case Standing.Unreachable away -> {}
      case Standing.Waiting(var taskId) -> move(ask, taskId, State.WAITING);
      case Standing.Refused(var taskId) -> move(ask, taskId, State.NOTHING);
      case Standing.Released(var taskId, var accessId) -> fetch(search, ask, taskId, accessId);
    }
  }

  private Standing standing(Search search, Ask ask) {
    if (ask.taskId() != null) return others.look(ask.custodian(), ask.taskId());
    var patient =
        transactions.inTransaction(tx -> patients.document(tx, search.patientId()).orElseThrow());
    return others.ask(
        ask.custodian(),
        search.searchId(),
        patient,
        search.sought(),
        search.askedAt(),
        search.deadline(),
        search.askers().get(ask.custodian()));
  }

  private void fetch(Search search, Ask ask, String taskId, String accessId) {
    switch (others.fetch(ask.custodian(), accessId)) {
      case Fetched.Sealed(var compact) -> take(search, ask, taskId, accessId, compact);
      // A permit that ran out is decided again when the Task is read next.
      case Fetched.Gone gone -> move(ask, taskId, State.WAITING);
      case Fetched.Unreachable away -> move(ask, taskId, State.WAITING);
    }
  }

  private void take(Search search, Ask ask, String taskId, String accessId, String compact) {
    var access = onOwnChain(accessId);
    if (access.isEmpty()) {
      move(ask, taskId, State.WAITING);
      return;
    }
    var given = opened(ask, accessId, compact, access.get());
    if (given.isEmpty()) {
      move(ask, taskId, State.NOTHING);
      return;
    }
    transactions.useTransaction(
        tx -> {
          received.keep(tx, given.get(), search.patientId(), clock.instant());
          searches.move(tx, ask, taskId, State.RECEIVED, accessId, clock.instant());
        });
  }

  private Optional<ReleasePackage> opened(Ask ask, String accessId, String compact, Access access) {
    try {
      var given = CanonicalJson.read(envelopes.open(compact), ReleasePackage.class);
      var fault = checkReceived.fault(access, ask.custodian(), given);
      fault.ifPresent(code -> LOG.warnf("release %s isn't kept: %s", accessId, code));
      return fault.isPresent() ? Optional.empty() : Optional.of(given);
    } catch (SealBroken | IllegalArgumentException | NullPointerException noPackage) {
      LOG.warnf("release %s isn't kept: release.malformed", accessId);
      return Optional.empty();
    }
  }

  /** The custodian's peer may be a block ahead of the own one. */
  private Optional<Access> onOwnChain(String accessId) {
    var until = clock.instant().plus(config.callTimeout());
    while (true) {
      var access = checkReceived.access(accessId);
      if (access.isPresent() || !clock.instant().isBefore(until) || !pause()) return access;
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(GLANCE);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void move(Ask ask, String taskId, State to) {
    Instant now = clock.instant();
    transactions.useTransaction(tx -> searches.move(tx, ask, taskId, to, null, now));
  }
}
