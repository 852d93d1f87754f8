package io.tallystick.gateway.hl7.adapter;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import io.tallystick.gateway.hl7.domain.Hl7Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** ACK with MSA, and with an ERR segment (version 2.5) for what isn't taken. */
final class Acknowledgment {

  private static final Pattern HEADER = Pattern.compile("MSH\\|\\^~\\\\&\\|[^\r]*");
  private static final int CONTROL_ID = 9;

  static String of(Message message, Optional<Hl7Refusal> refusal) throws HL7Exception {
    try {
      var code = refusal.map(Acknowledgment::code).orElse(AcknowledgmentCode.AA);
      var ack = message.generateACK(code, null);
      if (refusal.isPresent()) explain(new Terser(ack), refusal.get());
      return ack.encode();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static AcknowledgmentCode code(Hl7Refusal refusal) {
    return refusal.rejected() ? AcknowledgmentCode.AR : AcknowledgmentCode.AE;
  }

  private static void explain(Terser ack, Hl7Refusal refusal) throws HL7Exception {
    if (refusal.location() != null) {
      var place = refusal.location().split("-");
      ack.set("/ERR-2-1", place[0]);
      if (place.length > 1) ack.set("/ERR-2-3", place[1]);
    }
    ack.set("/ERR-3-1", refusal.condition());
    ack.set("/ERR-3-3", "HL70357");
    ack.set("/ERR-4", "E");
    ack.set("/ERR-8", refusal.text());
  }

  /** A header alone is enough to say that the rest can't be read; without one nobody is told. */
  static Optional<String> ofUnreadable(String text) {
    var header = HEADER.matcher(text);
    if (!header.lookingAt()) return Optional.empty();
    var fields = header.group().split("\\|", -1);
    var controlId = fields.length > CONTROL_ID ? fields[CONTROL_ID] : "";
    return Optional.of(
        "MSH|^~\\&|||||||ACK|1|P|2.5\rMSA|AE|"
            + controlId
            + "\rERR|||100^^HL70357|E||||the message can't be read as HL7 v2\r");
  }

  private Acknowledgment() {}
}
