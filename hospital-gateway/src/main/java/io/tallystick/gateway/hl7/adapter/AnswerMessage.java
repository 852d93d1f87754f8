package io.tallystick.gateway.hl7.adapter;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.idgenerator.NanoTimeGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import io.tallystick.gateway.hl7.app.TakeMessage;
import io.tallystick.gateway.hl7.domain.Hl7Message;
import io.tallystick.gateway.hl7.domain.Hl7Naming;
import io.tallystick.gateway.hl7.domain.Hl7Refusal;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.problem.Faceless;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes a message and says what became of it: AA when it is kept for good, AE or AR with why. */
@ApplicationScoped
class AnswerMessage {

  private static final Logger LOG = Logger.getLogger(AnswerMessage.class);
  private static final String NAMES = "https://tallystick.example/ns/";

  private final Hl7Config config;
  private final TakeMessage takeMessage;
  private final String org;
  private PipeParser parser;

  AnswerMessage(Hl7Config config, TakeMessage takeMessage, TallystickConfig institution) {
    this.config = config;
    this.takeMessage = takeMessage;
    this.org = institution.org().id();
  }

  /** Empty for what isn't HL7 v2 at all. */
  Optional<byte[]> answer(byte[] frame) {
    var charset = charset(frame);
    var text = new String(frame, charset);
    try {
      var message = parser().parse(text);
      var refusal = take(message, frame);
      return Optional.of(Acknowledgment.of(message, refusal).getBytes(charset));
    } catch (HL7Exception notHl7) {
      return Acknowledgment.ofUnreadable(text).map(answer -> answer.getBytes(charset));
    }
  }

  private Optional<Hl7Refusal> take(Message raw, byte[] frame) throws HL7Exception {
    try {
      var naming = naming((Segment) raw.get("MSH"));
      var message = ParsedMessage.of(raw);
      requireControlId(message);
      takeMessage.take(message, naming, frame);
      return Optional.empty();
    } catch (Hl7Refusal.Refused refused) {
      return Optional.of(refused.why());
    } catch (ProblemException refused) {
      return Optional.of(ProblemsInHl7.refusal(refused.problem()));
    } catch (RuntimeException fault) {
      LOG.error("a message could not be taken", Faceless.of(fault));
      return Optional.of(
          Hl7Refusal.reject(Hl7Refusal.INTERNAL, null, "not taken now; send it again later"));
    }
  }

  private static void requireControlId(Hl7Message message) {
    if (!message.controlId().isEmpty()) return;
    throw Hl7Refusal.error(
            Hl7Refusal.REQUIRED_FIELD_MISSING, "MSH-10", "the message has no control id")
        .thrown();
  }

  private Hl7Naming naming(Segment msh) throws HL7Exception {
    var application = ParsedMessage.text(msh, 3, 0, 1);
    var facility = ParsedMessage.text(msh, 4, 0, 1);
    return config.sources().entrySet().stream()
        .filter(s -> s.getValue().application().equals(application))
        .filter(s -> s.getValue().facility().equals(facility))
        .findFirst()
        .map(
            s ->
                new Hl7Naming(
                    s.getKey(),
                    s.getValue().mrnAuthority(),
                    NAMES + "mrn/" + org,
                    NAMES + "encounter/" + org))
        .orElseThrow(
            () ->
                Hl7Refusal.reject(Hl7Refusal.UNKNOWN_KEY, "MSH-3", "the sender is not known here")
                    .thrown());
  }

  /**
   * Version 2.5's structures hold what the earlier ones have; what is more stays in the original.
   */
  private synchronized PipeParser parser() {
    if (parser == null) {
      var context = new DefaultHapiContext(new CanonicalModelClassFactory("2.5"));
      context.setValidationContext(ValidationContextFactory.noValidation());
      // HAPI's own keeps a file in the working directory.
      context.getParserConfiguration().setIdGenerator(new NanoTimeGenerator());
      parser = context.getPipeParser();
    }
    return parser;
  }

  /** MSH-18; HL7's default is ASCII, which UTF-8 reads as well. */
  private static Charset charset(byte[] frame) {
    var ascii = new String(frame, 0, Math.min(frame.length, 1000), StandardCharsets.ISO_8859_1);
    var end = ascii.indexOf('\r');
    var fields = (end < 0 ? ascii : ascii.substring(0, end)).split("\\|", -1);
    var named = fields.length > 17 ? fields[17] : "";
    return named.startsWith("8859/1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }
}
