package io.tallystick.journeys.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.ReviewQueues;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What a patient, a registration clerk and an adjudicator do in the portal, in a real browser. */
@NeedsWholeSystem
@Order(40)
@DisabledIfSystemProperty(
    named = "tests.browser",
    matches = "false",
    disabledReason = "tests in a browser were switched off (--no-browser)")
class BrowserIT {

  private static final int PHONE = 390;
  private static final int DESK = 1280;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> CLERKS = Map.of("riverside", "rita", "summit", "sam");

  private final WholeSystem system;
  private Chromium chromium;
  private BlockWatch ledger;
  private SimulatedPerson pat;
  private final PageLook look = new PageLook();
  private WaitingClaims waiting;
  private String hospital;
  private String home;
  private Page phone;

  BrowserIT(WholeSystem system) {
    this.system = system;
  }

  @BeforeAll
  void a_claim_waits_for_pat_and_one_for_an_adjudicator() throws InterruptedException {
    ledger = system.ledger();
    waiting = WaitingClaims.sent(system, ledger);
    pat = waiting.pat();
    hospital = waiting.hospital();
    home = "/patient/at/" + hospital + "/" + waiting.patientId();
    chromium = new Chromium();
    phone = chromium.person(PHONE);
  }

  @AfterAll
  void close() {
    if (chromium != null) chromium.close();
    if (ledger != null) ledger.close();
  }

  @Test
  @Order(1)
  void the_first_page_is_open_and_carries_security_headers() {
    var answer = phone.navigate(url("/"));
    var headers = answer.headers();
    assertThat(headers.get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers).containsEntry("x-frame-options", "DENY");
    assertThat(headers).containsEntry("x-content-type-options", "nosniff");
    assertThat(headers).containsEntry("referrer-policy", "no-referrer");
    assertThat(headers).containsEntry("cross-origin-opener-policy", "same-origin");
    look.at(phone, "landing");
  }

  @Test
  @Order(2)
  void a_patient_signs_in_and_enrols_a_key_that_cannot_be_read() {
    signIn(phone, "/patient/enrol", pat.username(), pat.password());
    look.at(phone, "patient-enrol");
    phone
        .getByLabel("Hospital", new Page.GetByLabelOptions().setExact(true))
        .selectOption(hospital);
    phone.getByLabel("First name").fill(pat.patient().given().getFirst());
    phone.getByLabel("Last name").fill(pat.patient().family());
    phone.getByLabel("Date of birth").fill(pat.patient().birthDate().toString());
    phone.getByLabel("Patient number (MRN)").fill(pat.patient().mrn(hospital));
    button(phone, "Make my key and send").click();
    assertThat(phone.getByText("Waiting for the hospital").first()).isVisible();
    look.at(phone, "patient-home");
    assertThat(KeyInTheBrowser.tried(phone))
        .isEqualTo(
            Map.of(
                "keys",
                1,
                "extractable",
                false,
                "jwk",
                "refused",
                "pkcs8",
                "refused",
                "signs",
                64));
  }

  @Test
  @Order(3)
  void the_clerk_attests_the_key() {
    var desk = staff(hospital, CLERKS.get(hospital), "/enrolments");
    var mine =
        desk.getByRole(
            AriaRole.REGION,
            new Page.GetByRoleOptions()
                .setName(
                    "Enrolment of "
                        + pat.patient().given().getFirst()
                        + " "
                        + pat.patient().family()));
    assertThat(mine.first()).containsText("Exact match");
    look.at(desk, "clerk-enrolments");
    var before = mine.count();
    mine.first()
        .getByRole(
            AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName("I checked the identity: confirm"))
        .click();
    assertThat(mine).hasCount(before - 1);
    desk.navigate(url("/staff/" + hospital + "/people"));
    look.at(desk, "clerk-people");
    desk.getByLabel("Patient number (MRN)").fill(pat.patient().mrn(hospital));
    button(desk, "Find the patient").click();
    assertThat(desk.getByText("Can sign").first()).isVisible();
    look.at(desk, "clerk-person");
    desk.navigate(url("/staff/" + hospital + "/claims"));
    look.at(desk, "clerk-claims");
    desk.navigate(url("/staff/" + hospital + "/claims/" + waiting.forConsent()));
    look.at(desk, "clerk-claim");
    desk.context().close();
  }

  @Test
  @Order(4)
  void the_patient_answers_the_waiting_request_by_signing() throws InterruptedException {
    phone.navigate(url(home + "/requests"));
    look.at(phone, "patient-requests");
    phone.getByText("Waiting for you").first().click();
    look.at(phone, "patient-request");
    tryIt();
    button(phone, "Show me the statement").first().click();
    sign("Sign with my key", "patient-sign");
    assertThat(status("Your consent is on the ledger")).isVisible();
    look.at(phone, "patient-consents");
    var settled =
        ledger.await(
            c ->
                c.claim(waiting.forConsent())
                    .filter(t -> t.state() != State.PENDED && t.atRest())
                    .isPresent(),
            PATIENCE);
    assertThat(settled).as("claim %s goes on after the consent", waiting.forConsent()).isTrue();
  }

  @Test
  @Order(5)
  void the_patient_sees_claims_with_their_timeline_records_and_accesses() {
    phone.navigate(url(home + "/claims"));
    assertThat(phone.locator("a[href$='" + waiting.forConsent() + "']")).isVisible();
    look.at(phone, "patient-claims");
    phone.locator("a[href$='" + waiting.forConsent() + "']").click();
    assertThat(phone.locator(".steps-list li").nth(2)).isVisible();
    assertThat(phone.locator(".steps-list")).containsText(Pattern.compile("[0-9a-f]{64}"));
    look.at(phone, "patient-claim");
    phone.navigate(url(home + "/keys"));
    button(phone, "I have read this").click();
    assertThat(phone.getByText("Your key").first()).isVisible();
    look.at(phone, "patient-keys");
    phone.navigate(url(home + "/records"));
    assertThat(phone.locator("main .list-group-item").first()).isVisible();
    look.at(phone, "patient-records");
    phone.navigate(url(home + "/accesses"));
    assertThat(phone.getByText("Released", new Page.GetByTextOptions().setExact(true)).first())
        .isVisible();
    assertThat(phone.getByText("Refused", new Page.GetByTextOptions().setExact(true)).first())
        .isVisible();
    look.at(phone, "patient-accesses");
  }

  @Test
  @Order(6)
  void the_patient_revokes_with_the_same_key() {
    phone.navigate(url(home + "/consents"));
    button(phone, Pattern.compile("^Revoke the consent")).first().click();
    sign("Sign and revoke", "patient-revoke");
    assertThat(status("Revoked")).isVisible();
    assertThat(phone.getByText("Revoked", new Page.GetByTextOptions().setExact(true)).first())
        .isVisible();
  }

  @Test
  @Order(7)
  void an_adjudicator_decides_a_claim_of_the_queue() throws InterruptedException {
    var reviewer = waiting.reviewer();
    var desk = staff(reviewer, ReviewQueues.ADJUDICATORS.get(reviewer), "/queue");
    look.at(desk, "adjudicator-queue");
    desk.locator("a[href$='/queue/" + waiting.inReview() + "']").click();
    look.at(desk, "adjudicator-decide");
    var denials = desk.locator("input[type=radio][value=deny]");
    var allowances = desk.locator("input[type=radio][value=allow]");
    for (int line = 0; line < allowances.count(); line++) allowances.nth(line).check();
    denials.last().check();
    desk.getByLabel("Note", new Page.GetByLabelOptions().setExact(true))
        .fill("Looked at the evidence; the last line isn't covered by it.");
    button(desk, "Decide the claim").click();
    assertThat(desk.getByRole(AriaRole.STATUS)).containsText("Decided");
    desk.context().close();
    var settled =
        ledger.await(
            c -> c.claim(waiting.inReview()).filter(t -> t.state() == State.SETTLED).isPresent(),
            PATIENCE);
    assertThat(settled).as("claim %s settled", waiting.inReview()).isTrue();
  }

  @Test
  @Order(8)
  void the_hospital_contests_the_decision_and_the_insurer_decides_again()
      throws InterruptedException {
    var claim = waiting.inReview();
    var clerk = staff(waiting.biller(), CLERKS.get(waiting.biller()), "/claims/" + claim);
    listed(clerk, clerk.getByText("Contest this decision")).click();
    clerk.getByLabel("Why it is wrong").fill("The last line belongs to the same operation.");
    look.at(clerk, "clerk-appeal");
    button(clerk, "Appeal").click();
    awaitState(claim, State.APPEALED);
    clerk.navigate(url("/staff/" + waiting.biller() + "/claims/" + claim));
    var appealed = clerk.getByText("Appealed", new Page.GetByTextOptions().setExact(true));
    assertThat(listed(clerk, appealed).first()).isVisible();
    clerk.context().close();
    var payer = waiting.reviewer();
    var desk = staff(payer, ReviewQueues.ADJUDICATORS.get(payer), "/appeals");
    var appeal = listed(desk, desk.locator("a[href$='/appeals/" + claim + "']"));
    look.at(desk, "adjudicator-appeals");
    appeal.click();
    assertThat(desk.getByText("The last line belongs to the same operation.")).isVisible();
    desk.locator("input[type=checkbox][name=grant]").first().check();
    desk.getByLabel("Reasons").fill("It does; the line is covered.");
    look.at(desk, "adjudicator-appeal");
    button(desk, "Decide the appeal").click();
    assertThat(desk.getByRole(AriaRole.STATUS)).containsText("Decided");
    desk.context().close();
    awaitState(claim, State.SETTLED);
  }

  /** What a service shows comes a moment after the block. */
  private static Locator listed(Page page, Locator wanted) {
    for (int i = 0; i < 100 && wanted.count() == 0; i++) page.reload();
    return wanted;
  }

  private void awaitState(String claim, State state) throws InterruptedException {
    var reached =
        ledger.await(c -> c.claim(claim).filter(t -> t.state() == state).isPresent(), PATIENCE);
    assertThat(reached).as("claim %s becomes %s", claim, state).isTrue();
  }

  @Test
  @Order(9)
  void a_signed_out_patient_sees_nothing_more() {
    phone.navigate(url(home + "/claims"));
    phone.getByText("Sign out").click();
    phone.waitForURL(url("/"));
    phone.navigate(url(home + "/claims"));
    assertThat(phone.locator("#username")).isVisible();
  }

  @Test
  @Order(10)
  void every_page_fits_its_screen_and_is_accessible() {
    assertThat(look.findings()).isEmpty();
  }

  /** What less would release, shown before anything is signed; then back to the request. */
  private void tryIt() {
    phone.getByText("Allow less").click();
    button(phone, "Try it on my own records").click();
    assertThat(phone.getByText("would be released").first()).isVisible();
    phone.locator(".tried summary").first().click();
    look.at(phone, "patient-preview");
    phone.getByText("Change what you ticked").click();
    assertThat(button(phone, "Show me the statement").first()).isVisible();
  }

  /** Beside it there may be another, that tells of a new key. */
  private Locator status(String text) {
    return phone.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText(text));
  }

  private void sign(String button, String page) {
    assertThat(button(phone, button)).isEnabled();
    look.at(phone, page);
    button(phone, button).click();
  }

  private Page staff(String org, String username, String path) {
    var page = chromium.person(DESK);
    var password = system.devnet().secrets().person(org, username);
    signIn(page, "/staff/" + org + path, username, password);
    return page;
  }

  /** Keycloak's own page, then back to where the person wanted to go. */
  private void signIn(Page page, String path, String username, String password) {
    page.navigate(url(path));
    page.locator("#username").fill(username);
    page.locator("#password").fill(password);
    page.locator("#kc-login").click();
    page.waitForURL(Pattern.compile(Pattern.quote(url(path)) + ".*"));
  }

  private String url(String path) {
    return system.devnet().ports().portalUrl() + path;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator button(Page page, Pattern name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
