package io.tallystick.kit.fhir.claim;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Line;
import io.tallystick.vocabulary.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The claims that FHIR R4 publishes as examples (oral, pharmacy, vision, professional and
 * institutional), with nothing replaced but who they are between.
 */
class PublishedClaimsTest {

  private static final String NPI = "http://hl7.org/fhir/sid/us-npi";
  private static final String PAYERS = "urn:oid:2.16.840.1.113883.6.300";

  private final ClaimDocument reader =
      new ClaimDocument(
          null,
          OrgIdentifiers.of(
              Map.of(
                  "riverside", Set.of(NPI + "|1234567893"), "harbor", Set.of(PAYERS + "|12345"))));

  @ParameterizedTest(name = "{0}")
  @MethodSource("published")
  void a_published_claim_is_understood_between_our_institutions(Path file) throws IOException {
    var claim = betweenOurs(parsed(file));

    var reading = reader.read(claim);

    assertThat(reading).isInstanceOf(ClaimReading.Understood.class);
    var understood = ((ClaimReading.Understood) reading).claim();
    assertThat(understood.provider()).isEqualTo("riverside");
    assertThat(understood.payer()).isEqualTo("harbor");
    assertThat(understood.claimNumber()).isNotBlank();
    assertThat(understood.lines()).hasSameSizeAs(claim.getItem());
    assertThat(understood.total())
        .isEqualTo(understood.lines().stream().map(Line::net).reduce(Money::plus).orElseThrow());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("published")
  void as_it_stands_it_is_for_strangers(Path file) throws IOException {
    var refused = (ClaimReading.Refused) reader.read(parsed(file));

    assertThat(refused.problems())
        .extracting(ClaimProblem::element)
        .contains("Claim.provider", "Claim.insurer");
  }

  static Stream<Path> published() throws IOException {
    var folder = Path.of("src/test/resources/claims/r4");
    try (var files = Files.list(folder)) {
      var all = files.sorted().toList();
      assertThat(all).hasSize(17);
      return all.stream();
    }
  }

  private static Claim parsed(Path file) throws IOException {
    var parser = FhirContext.forR4Cached().newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    return parser.parseResource(Claim.class, Files.readString(file));
  }

  private static Claim betweenOurs(Claim claim) {
    claim.setPatient(logical("https://hospital.example/mrn", "M-77"));
    claim.setProvider(logical(NPI, "1234567893"));
    claim.setInsurer(logical(PAYERS, "12345"));
    claim.getInsurance().forEach(i -> i.setCoverage(logical(NamingSystems.MEMBER_ID, "H-100")));
    return claim;
  }

  private static Reference logical(String system, String value) {
    return new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value));
  }
}
