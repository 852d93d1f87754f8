package io.tallystick.kit.fhir.claim;

import io.tallystick.vocabulary.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A claim as its provider and its payer both understand it: what {@link ClaimDocument} read from a
 * FHIR R4 {@code Claim}, complete and consistent. Dates are as written, in the writer's own zone.
 *
 * @param use FHIR {@code Claim.use}: {@code claim}, {@code preauthorization} or {@code
 *     predetermination}
 * @param claimNumber unique within the provider
 * @param billNumber what the provider bills under; the claim number if the document names none
 * @param provider org id of the billing provider
 * @param payer org id of the insurer asked to pay
 * @param insurance the focal one
 * @param total sum of the lines' nets; absent only when {@code use} isn't {@code claim} and no line
 *     has a net
 * @param billable absent if the document has no billable period
 * @param related other claims it names, e.g. the primary of a secondary
 */
public record SubmittedClaim(
    String use,
    String claimNumber,
    String billNumber,
    Instant created,
    Patient patient,
    String provider,
    String payer,
    Insurance insurance,
    List<Diagnosis> diagnoses,
    List<Line> lines,
    Money total,
    Period billable,
    List<Related> related) {

  /** The {@code use} that asks for money; the others never lock a bill or settle. */
  public static final String USE_CLAIM = "claim";

  public SubmittedClaim {
    diagnoses = List.copyOf(diagnoses);
    lines = List.copyOf(lines);
    related = List.copyOf(related);
  }

  /** Whether it asks for payment, so that it locks its bill. */
  public boolean asksForPayment() {
    return USE_CLAIM.equals(use);
  }

  /** A business identifier with both its parts. */
  public record Identifier(String system, String value) {}

  /** A code from any system; {@code system} and {@code display} may be absent. */
  public record Code(String system, String code, String display) {}

  /** Both days inclusive; {@code to} may be absent. */
  public record Period(LocalDate from, LocalDate to) {}

  /**
   * @param identifiers at least one
   * @param family absent, like {@code given} and {@code birthDate}, if the claim has only a logical
   *     reference
   */
  public record Patient(
      List<Identifier> identifiers, String family, String given, LocalDate birthDate) {
    public Patient {
      identifiers = List.copyOf(identifiers);
    }
  }

  /**
   * @param preAuthRefs authorisation numbers that the payer gave before
   */
  public record Insurance(int sequence, String memberId, List<String> preAuthRefs) {
    public Insurance {
      preAuthRefs = List.copyOf(preAuthRefs);
    }
  }

  /** {@code sequence} is what lines point to. */
  public record Diagnosis(int sequence, List<Code> codes) {
    public Diagnosis {
      codes = List.copyOf(codes);
    }
  }

  /**
   * @param services {@code productOrService}: one service, possibly in several code systems
   * @param category {@code category} codes; empty if the line has none
   * @param encounters identifiers of the visits it belongs to
   * @param serviced day of service, else the first day of the line's or the claim's period; absent
   *     if the document tells none of them
   * @param net absent only when the claim's {@code use} isn't {@code claim}
   * @param diagnosisSequences the diagnoses that it treats
   */
  public record Line(
      int sequence,
      List<Code> services,
      List<Code> category,
      List<Identifier> encounters,
      LocalDate serviced,
      Money net,
      List<Integer> diagnosisSequences) {
    public Line {
      services = List.copyOf(services);
      category = List.copyOf(category);
      encounters = List.copyOf(encounters);
      diagnosisSequences = List.copyOf(diagnosisSequences);
    }
  }

  /**
   * @param relationship code, e.g. {@code prior} or {@code associated}; may be absent
   * @param reference literal reference, may be absent
   * @param identifier of the other claim, may be absent
   */
  public record Related(String relationship, String reference, Identifier identifier) {}
}
