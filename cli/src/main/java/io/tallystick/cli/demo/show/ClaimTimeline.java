package io.tallystick.cli.demo.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.stage.SentClaim;

/** One claim's whole way, as its hospital's claims desk shows it. */
public final class ClaimTimeline {

  private final Town town;
  private final Console console;

  public ClaimTimeline(Town town, Console console) {
    this.town = town;
    this.console = console;
  }

  public void print(SentClaim sent) {
    var id = sent.claimId().orElseThrow();
    var hospital = sent.claim().hospital();
    var timeline =
        town.api()
            .get(
                town.at().claims(hospital) + "/claims/" + Api.encode(id) + "/timeline",
                town.billing(hospital))
            .orThrow("a claim's timeline")
            .body();
    console.title("One claim from submission to settlement");
    console.line(
        "claim %s, %s → %s, %s %s",
        id,
        hospital,
        timeline.path("payer").asText(),
        sent.claim().total().decimal(),
        sent.claim().total().currency());
    timeline.path("steps").forEach(this::step);
  }

  private void step(JsonNode step) {
    var block = step.path("block");
    console.line(
        "  %6s ms  %-34s %s%s",
        step.path("millisSinceSubmit").asText("-"),
        words(step),
        step.path("txid").asText(""),
        block.isNumber() ? "  block " + block.asLong() : "");
  }

  private static String words(JsonNode step) {
    var note = step.path("note").asText("");
    var state = step.path("state").asText("");
    var name = step.path("step").asText("") + (state.isEmpty() ? "" : " → " + state);
    return note.isEmpty() ? name : name + " (" + note + ")";
  }
}
