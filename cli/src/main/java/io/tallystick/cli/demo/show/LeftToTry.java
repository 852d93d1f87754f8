package io.tallystick.cli.demo.show;

import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.people.People;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.RegisterPatients.Registry;
import io.tallystick.cli.demo.stage.ReviewQueues;
import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.cli.demo.watch.Chain;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.devnet.secret.Secrets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the run leaves open for whoever looks around, each with a login and a page. */
public final class LeftToTry {

  private static final Map<String, String> CLERKS = Map.of("riverside", "rita", "summit", "sam");

  private final Town town;
  private final Secrets secrets;
  private final Chain chain;
  private final Console console;

  public LeftToTry(Town town, Secrets secrets, Chain chain, Console console) {
    this.town = town;
    this.secrets = secrets;
    this.chain = chain;
    this.console = console;
  }

  public void print(
      Collection<SentClaim> sent,
      List<SimulatedPerson> people,
      Registry registry,
      Set<String> inReview) {
    console.title("Left to try, at " + town.at().portal(""));
    people.stream()
        .filter(person -> person.username().equals(People.PAT))
        .forEach(pat -> consentRequest(pat, registry));
    first(sent, inReview::contains).ifPresent(this::inReview);
    first(sent, id -> chain.claim(id).filter(Trail::denied).isPresent()).ifPresent(this::denied);
  }

  /** The key that enrolled pat is the demo's; the browser makes its own, and a clerk attests it. */
  private void consentRequest(SimulatedPerson pat, Registry registry) {
    for (var hospital : pat.patient().hospitals()) {
      var patient = registry.id(pat.patient(), hospital);
      entry(
          "A consent request waits for %s (enrol this browser's key first at %s; %s attests it at %s)"
              .formatted(
                  pat.patient().name(),
                  town.at().portal("/patient/enrol"),
                  login(hospital, CLERKS.get(hospital)),
                  town.at().portal("/staff/" + hospital + "/enrolments")),
          People.PAT,
          pat.password(),
          "/patient/at/" + hospital + "/" + patient + "/requests");
      console.line(
          "      enrol as: family name %s, given name %s, born %s, number %s",
          pat.patient().family(),
          pat.patient().given().getFirst(),
          pat.patient().birthDate(),
          pat.patient().mrn(hospital));
    }
  }

  private void inReview(SentClaim claim) {
    var insurer = claim.claim().coverage().orElseThrow().insurance().insurer();
    var who = ReviewQueues.ADJUDICATORS.get(insurer);
    entry(
        "A claim waits for an adjudicator's review",
        who,
        secrets.person(insurer, who),
        "/staff/" + insurer + "/queue/" + claim.claimId().orElseThrow());
  }

  private void denied(SentClaim claim) {
    var hospital = claim.claim().hospital();
    var who = CLERKS.get(hospital);
    entry(
        "A denial, with its reasons line by line",
        who,
        secrets.person(hospital, who),
        "/staff/" + hospital + "/claims/" + claim.claimId().orElseThrow());
  }

  private void entry(String what, String username, String password, String page) {
    console.line("  %s", what);
    console.line("      %s   login %s / %s", town.at().portal(page), username, password);
  }

  private String login(String realm, String username) {
    return username + " / " + secrets.person(realm, username);
  }

  private static Optional<SentClaim> first(Collection<SentClaim> sent, Predicate<String> whichId) {
    return sent.stream().filter(s -> s.claimId().filter(whichId).isPresent()).findFirst();
  }
}
