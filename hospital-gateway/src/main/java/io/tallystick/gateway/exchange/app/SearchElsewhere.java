package io.tallystick.gateway.exchange.app;

import io.tallystick.gateway.exchange.domain.Search;
import io.tallystick.gateway.exchange.domain.Search.Ask;
import io.tallystick.gateway.exchange.domain.Search.State;
import io.tallystick.gateway.exchange.domain.Sought;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.requester.SayWhoAsks;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Asks every other hospital for a patient's results, all at once, and waits a little for the
 * answers: where a standing consent covers it they are here within the second. The others go on by
 * themselves ({@link #followOpen}).
 */
@ApplicationScoped
public class SearchElsewhere {

  private static final Logger LOG = Logger.getLogger(SearchElsewhere.class);

  private final Transactions transactions;
  private final Patients patients;
  private final Searches searches;
  private final FollowAsk followAsk;
  private final SayWhoAsks sayWhoAsks;
  private final Orgs orgs;
  private final Ids ids;
  private final Clock clock;
  private final ExchangeConfig config;
  private final String ownOrg;

  public SearchElsewhere(
      Transactions transactions,
      Patients patients,
      Searches searches,
      FollowAsk followAsk,
      SayWhoAsks sayWhoAsks,
      Orgs orgs,
      Ids ids,
      Clock clock,
      ExchangeConfig config,
      TallystickConfig institution) {
    this.transactions = transactions;
    this.patients = patients;
    this.searches = searches;
    this.followAsk = followAsk;
    this.sayWhoAsks = sayWhoAsks;
    this.orgs = orgs;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
    this.ownOrg = institution.org().id();
  }

  /**
   * @param patientId of the own registry
   * @param clinician by name, and in {@code askers} with roles and care teams: the other hospitals
   *     are told, and a consent may depend on it
   * @return as it stands after the wait
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public Search search(String patientId, Sought sought, String clinician, List<Actor> askers) {
    var search =
        transactions.inTransaction(
            tx -> {
              if (!patients.exists(tx, patientId)) {
                throw Problem.notFound("patient.not-found", "no such patient here").exception();
              }
              var opened = opened(patientId, sought, clinician, askers);
              searches.add(tx, opened);
              return opened;
            });
    return followed(search);
  }

  /**
   * Looks again where answers are still out, then shows the search to who made it.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code search.not-found}, also for
   *     another clinician's
   */
  public Search again(String searchId, String clinician) {
    return followed(
        transactions
            .inTransaction(tx -> searches.find(tx, searchId))
            .filter(search -> search.askedBy().equals(clinician))
            .orElseThrow(() -> Problem.notFound("search.not-found", "no such search").exception()));
  }

  /** What a patient has agreed to in the meantime. */
  public void followOpen() {
    follow(ask -> true);
  }

  /** The same at one hospital, where a patient's consent has just changed. */
  public void followOpen(String custodian) {
    follow(ask -> ask.custodian().equals(custodian));
  }

  private void follow(Predicate<Ask> some) {
    var open = transactions.inTransaction(tx -> searches.open(tx, clock.instant()));
    for (var ask : open.stream().filter(some).toList()) {
      var search = transactions.inTransaction(tx -> searches.find(tx, ask.searchId()));
      search.ifPresent(s -> follow(s, ask));
    }
  }

  private Search opened(String patientId, Sought sought, String clinician, List<Actor> askers) {
    var searchId = ids.next();
    var now = clock.instant();
    var deadline = now.plus(config.deadline());
    var asks =
        orgs.active().stream()
            .filter(org -> org.role() == Org.Role.HOSPITAL && !org.id().equals(ownOrg))
            .map(org -> new Ask(searchId, org.id(), null, State.TO_SEND, null))
            .toList();
    // Signed once: a Task that is sent again is the same Task, byte for byte.
    var words =
        asks.stream()
            .collect(
                Collectors.toMap(
                    Ask::custodian,
                    ask ->
                        sayWhoAsks.say(
                            searchId, ask.custodian(), sought.purpose(), askers, deadline)));
    return new Search(searchId, patientId, clinician, now, deadline, sought, asks, words);
  }

  private Search followed(Search search) {
    var open = new ArrayList<Ask>();
    for (var ask : search.asks()) {
      boolean out = ask.state() == State.TO_SEND || ask.state() == State.WAITING;
      if (out && clock.instant().isBefore(search.deadline())) open.add(ask);
    }
    await(search, open);
    return transactions.inTransaction(tx -> searches.find(tx, search.searchId()).orElseThrow());
  }

  private void await(Search search, List<Ask> open) {
    var answered = new CountDownLatch(open.size());
    for (var ask : open) {
      Thread.ofVirtual()
          .name("ask-" + ask.custodian())
          .start(
              () -> {
                try {
                  follow(search, ask);
                } finally {
                  answered.countDown();
                }
              });
    }
    try {
      answered.await(config.answerWait().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Search search, Ask ask) {
    try {
      followAsk.follow(search, ask);
    } catch (RuntimeException failed) {
      LOG.warnf("search %s at %s: %s", search.searchId(), ask.custodian(), failed.toString());
    }
  }
}
