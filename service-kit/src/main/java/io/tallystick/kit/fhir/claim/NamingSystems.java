package io.tallystick.kit.fhir.claim;

/**
 * Identifier systems of the consortium, as they appear in {@code Identifier.system} (FHIR R4
 * §2.24.0.9). The last two are completed with the id of the org that assigns the value.
 */
public final class NamingSystems {

  public static final String ORG = "https://tallystick.example/ns/org";
  public static final String CLAIM_NUMBER = "https://tallystick.example/ns/claim-number";
  public static final String BILL_NUMBER = "https://tallystick.example/ns/bill-number";
  public static final String MEMBER_ID = "https://tallystick.example/ns/member-id";
  private static final String MRN = "https://tallystick.example/ns/mrn/";
  private static final String ENCOUNTER = "https://tallystick.example/ns/encounter/";

  /** A hospital's medical record numbers. */
  public static String mrn(String orgId) {
    return MRN + orgId;
  }

  /** A hospital's encounter (visit) numbers. */
  public static String encounter(String orgId) {
    return ENCOUNTER + orgId;
  }

  private NamingSystems() {}
}
