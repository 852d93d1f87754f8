package io.tallystick.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.gateway.hl7.adapter.MllpListener;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.sealing.KeyDestroyed;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.kit.testing.ConsortiumResource;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** HL7 v2 over MLLP, as a laboratory and an admission desk send it. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class Hl7Test {

  @Inject MllpListener listener;
  @Inject Jdbi jdbi;
  @Inject Harbor harbor;
  @Inject SealedStore store;
  @Inject Transactions transactions;

  private final String tag = Ids.secure().next().substring(0, 10);
  private final String mrn = "H" + tag;

  @Test
  void somebody_arrives_has_results_and_leaves_corrected_ones() throws IOException {
    assertThat(send(admission("A01", "adt1-" + tag))).contains("MSA|AA|adt1-" + tag);
    assertThat(send(result("lab1-" + tag, "F", "182"))).contains("MSA|AA|lab1-" + tag);
    assertThat(send(result("lab1-" + tag, "F", "182"))).as("repeated").contains("MSA|AA|lab1");
    assertThat(records()).hasSize(1);
    assertThat(send(result("lab2-" + tag, "C", "128"))).contains("MSA|AA|lab2-" + tag);
    assertThat(leaves()).as("Encounter, report, and one result after its correction").isEqualTo(3);
    assertThat(send(admission("A08", "adt2-" + tag).replace("EVERYWOMAN", "ELSEWOMAN")))
        .contains("MSA|AA|adt2-" + tag);
    assertThat(originals("adt")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void what_can_not_be_taken_is_told_with_its_place() throws IOException {
    assertThat(send(result("lab3-" + tag, "F", "182").replaceAll("PV1[^\r]*\r", "")))
        .contains("MSA|AE|lab3-" + tag)
        .contains("ERR||PID^^3|204^^HL70357|E||||patient.unknown");
    assertThat(send(admission("A03", "adt3-" + tag)))
        .contains("MSA|AR|adt3-" + tag)
        .contains("201^^HL70357");
    assertThat(send(admission("A01", "adt4-" + tag).replace("ADT1", "STRANGER")))
        .contains("MSA|AR|adt4-" + tag)
        .contains("ERR||MSH^^3|204^^HL70357");
    assertThat(send(admission("A01", "adt5-" + tag).replace("|20260304080000", "|")))
        .contains("MSA|AE|adt5-" + tag)
        .contains("ERR||PV1^^44|101^^HL70357");
    assertThat(send("MSH|^~\\&|ADT1|GOOD HEALTH HOSPITAL|||||ADT|x|P")).contains("MSA|AE|x");
  }

  @Test
  void with_a_record_go_the_messages_that_it_came_of_beyond_any_backup() throws IOException {
    send(admission("A01", "era1-" + tag));
    send(result("era2-" + tag, "F", "182"));
    assertThat(
            send(admission("A04", "era3-" + tag).replace(mrn, "N" + tag).replace("V" + tag, "X")))
        .contains("MSA|AA");
    var kept = originals();
    assertThat(kept).hasSizeGreaterThanOrEqualTo(3);
    var backup = Backup.taken();
    var newest = newest();
    harbor.until(() -> erase(newest) == 200);
    var gone = new ArrayList<>(kept);
    gone.removeAll(originals());
    assertThat(gone).as("the admission and the result, nobody else's").hasSize(2);

    backup.restore();

    assertThat(originals()).as("the rows are back").containsAll(gone);
    for (var id : gone) assertThat(isReadable(id)).as(id).isFalse();
    kept.removeAll(gone);
    for (var id : kept) assertThat(isReadable(id)).as(id).isTrue();
    // The next block shows that the database is behind: the ledger is reread, and erased again.
    TestPatient.enrolled().published();
    harbor.until(() -> originals().stream().noneMatch(gone::contains));
    assertThat(send(result("era2-" + tag, "F", "182"))).as("repeated").contains("MSA|AA|era2");
  }

  private String newest() {
    return jdbi.withHandle(
        h ->
            h.select(
                    "select record_id from record where patient_id = ? order by leaves desc limit 1",
                    patientId())
                .mapTo(String.class)
                .one());
  }

  private static int erase(String recordId) {
    return Riverside.clerk()
        .body(Map.of("ground", "PATIENT_REQUEST"))
        .post("/records/" + recordId + "/erase")
        .statusCode();
  }

  private boolean isReadable(String id) {
    return transactions.inTransaction(
        tx -> {
          try {
            return store.open(tx, id).isPresent();
          } catch (KeyDestroyed erased) {
            return false;
          }
        });
  }

  private List<String> originals() {
    return jdbi.withHandle(
        h ->
            h.select(
                    "select id from sealed_document where id like 'hl7/%' and ciphertext is not null")
                .mapTo(String.class)
                .list());
  }

  @Test
  void two_numbers_become_one_persons_unless_somebody_has_signed() throws IOException {
    var other = "O" + tag;
    send(admission("A04", "m1-" + tag));
    send(admission("A04", "m2-" + tag).replace(mrn, other).replace("V" + tag, "W" + tag));
    assertThat(send(merge("m3-" + tag, mrn, other))).contains("MSA|AA");
    var found =
        Riverside.clerk()
            .body(
                "{\"identifiers\":[{\"system\":\"%s\",\"value\":\"%s\"},{\"system\":\"%s\",\"value\":\"%s\"}]}"
                    .formatted(Riverside.MRN, mrn, Riverside.MRN, other))
            .post("/patients/match");
    found.then().statusCode(200).body("size()", equalTo(1));
    var enrolled = TestPatient.enrolled();
    assertThat(send(merge("m4-" + tag, mrn, enrolled.mrn())))
        .contains("MSA|AE")
        .contains("patient.merge-needs-review");
  }

  /** After the admission in HL7's chapter 3 and its "Good Health Hospital". */
  private String admission(String event, String controlId) {
    return String.join(
        "\r",
        "MSH|^~\\&|ADT1|GOOD HEALTH HOSPITAL|GHH LAB, INC.|GOOD HEALTH"
            + " HOSPITAL|20260304080100||ADT^"
            + event
            + "^ADT_A01|"
            + controlId
            + "|P|2.5.1",
        "EVN|" + event + "|20260304080100",
        "PID|1||"
            + mrn
            + "^^^GHH^MR||EVERYWOMAN^EVE^E||19620320|F|||153 FERNWOOD DR.^^STATESVILLE^OH^35292",
        "PV1|1|I|2000^2012^01||||004777^ATTEND^AARON^A|||SUR||||ADM|A0||||V"
            + tag
            + "|||||||||||||||||||||||||20260304080000",
        "");
  }

  /** The glucose result that chapter 7 of HL7 2.x and its tutorials show. */
  private String result(String controlId, String status, String value) {
    return String.join(
        "\r",
        "MSH|^~\\&|GHH LAB|ELAB-3|GHH OE|BLDG4|202603041030||ORU^R01|" + controlId + "|P|2.4",
        "PID|||"
            + mrn
            + "||EVERYWOMAN^EVE^E^^^^L|JONES|19620320|F|||153 FERNWOOD DR.^^STATESVILLE^OH^35292",
        "PV1||I|||||||||||||||||V" + tag,
        "OBR|1|845439^GHH OE|1045813"
            + tag
            + "^GHH LAB|15545^GLUCOSE|||202603040730|||||||||555-55-5555^PRIMARY^PATRICIA"
            + " P^^^^MD^^|||||||||"
            + status
            + "||||||444-44-4444^HIPPOCRATES^HOWARD H^^^^MD",
        "OBX|1|NM|1554-5^GLUCOSE^POST 12H CFST:MCNC:PT:SER/PLAS:QN||"
            + value
            + "|mg/dl|70_105|H|||"
            + status,
        "");
  }

  private String merge(String controlId, String surviving, String prior) {
    return String.join(
        "\r",
        "MSH|^~\\&|ADT1|GOOD HEALTH HOSPITAL|||20260304090000||ADT^A40^ADT_A39|"
            + controlId
            + "|P|2.5",
        "EVN|A40|20260304090000",
        "PID|1||" + surviving + "^^^GHH^MR||EVERYWOMAN^EVE",
        "MRG|" + prior + "^^^GHH^MR",
        "");
  }

  private String send(String message) throws IOException {
    try (var socket = new Socket("127.0.0.1", listener.port())) {
      socket.setSoTimeout(30_000);
      var frame = new ByteArrayOutputStream();
      frame.write(0x0B);
      frame.write(message.getBytes(StandardCharsets.UTF_8));
      frame.write(new byte[] {0x1C, 0x0D});
      socket.getOutputStream().write(frame.toByteArray());
      var answer = new ByteArrayOutputStream();
      for (int read = socket.getInputStream().read(); read != 0x1C && read >= 0; ) {
        answer.write(read);
        read = socket.getInputStream().read();
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private List<String> records() {
    return jdbi.withHandle(
        h ->
            h.select(
                    "select record_id from record_encounter where record_id in (select record_id"
                        + " from record where patient_id = ?)",
                    patientId())
                .mapTo(String.class)
                .list());
  }

  private int leaves() {
    return jdbi.withHandle(
        h ->
            h.select("select max(leaves) from record where patient_id = ?", patientId())
                .mapTo(Integer.class)
                .one());
  }

  private String patientId() {
    return Riverside.clerk()
        .body(
            "{\"identifiers\":[{\"system\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(Riverside.MRN, mrn))
        .post("/patients/match")
        .path("[0].patientId");
  }

  private int originals(String source) {
    return jdbi.withHandle(
        h ->
            h.select(
                    "select count(*) from hl7_message join sealed_document on id = 'hl7/' ||"
                        + " message_id where source = ?",
                    source)
                .mapTo(Integer.class)
                .one());
  }
}
