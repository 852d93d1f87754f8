package io.tallystick.journeys.badinput;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.Fhir;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A body that must be refused, and how. */
record Bad(String what, byte[] body, int status, String code) {

  static final int FIFTY_MB = 50_000_000;
  private static final int DEEP = 10_000;

  /** What no service takes, whatever it serves. */
  static Stream<Bad> anywhere() {
    return Stream.of(
        text("malformed JSON", "{\"resourceType\":\"Claim\",", 400, "json.malformed"),
        text("nothing", "", 400, "json.malformed"),
        text("JSON that isn't FHIR", "{\"hello\":\"world\"}", 400, "fhir.invalid"),
        text("another resource", "{\"resourceType\":\"Person\"}", 400, "fhir.wrong-resource"),
        text("10,000 levels of objects", nested("{\"a\":", "}"), 400, "json.too-deep"),
        text("10,000 levels of arrays", nested("[", "]"), 400, "json.too-deep"),
        new Bad("50 MB", large(), 413, "body.too-large"));
  }

  /**
   * Good claims with one thing wrong.
   *
   * @param good makes a claim of its own number each time
   */
  static Stream<Bad> claims(Supplier<ObjectNode> good) {
    return Stream.of(
        claim("a total above the sum", good, c -> add(c, "/total", 1), "claim.total-mismatch"),
        claim("a total below the sum", good, c -> add(c, "/total", -1), "claim.total-mismatch"),
        claim("an unknown payer", good, c -> name(c, "insurer", "org"), "claim.payer-unknown"),
        claim("negative money", good, c -> put(c, "/item/0/net", -5), "claim.money-negative"),
        claim("two currencies", good, Bad::euros, "claim.money-mixed-currency"),
        claim("an unknown patient", good, Bad::nobody, "claim.patient-unknown"),
        claim("another's bill", good, c -> name(c, "provider", "org"), "claim.provider-not-us"));
  }

  private static Bad claim(
      String what, Supplier<ObjectNode> good, Consumer<ObjectNode> wrong, String code) {
    var claim = good.get();
    wrong.accept(claim);
    return new Bad(what, Fhir.bytes(claim), 422, code);
  }

  private static void add(ObjectNode claim, String amount, int more) {
    var node = (ObjectNode) claim.at(amount);
    node.put("value", node.path("value").decimalValue().add(java.math.BigDecimal.valueOf(more)));
  }

  private static void put(ObjectNode claim, String amount, int value) {
    ((ObjectNode) claim.at(amount)).put("value", value);
  }

  private static void euros(ObjectNode claim) {
    ((ObjectNode) claim.at("/item/0/net")).put("currency", "EUR");
  }

  private static void name(ObjectNode claim, String member, String system) {
    claim.set(member, Fhir.object().set("identifier", Fhir.identifier(system, "atlantis")));
  }

  private static void nobody(ObjectNode claim) {
    name(claim, "patient", "mrn/riverside");
  }

  private static Bad text(String what, String body, int status, String code) {
    return new Bad(what, body.getBytes(StandardCharsets.UTF_8), status, code);
  }

  private static String nested(String open, String close) {
    return "{\"resourceType\":" + open.repeat(DEEP) + "1" + close.repeat(DEEP) + "}";
  }

  private static byte[] large() {
    var body = new byte[FIFTY_MB];
    Arrays.fill(body, (byte) ' ');
    return body;
  }

  @Override
  public String toString() {
    return what + " → " + code;
  }
}
