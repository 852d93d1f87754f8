package io.tallystick.vocabulary.consent;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which purposes of use are kinds of which: the hierarchy below PurposeOfUse of HL7 v3 ActReason,
 * as FHIR R4 publishes it (CodeSystem v3-ActReason of 2018-08-12). A purpose that isn't in it
 * stands for itself.
 */
final class Purposes {

  private static final Map<String, String> ABOVE = new HashMap<>();

  /** Emergencies are treatment, but who permits treatment hasn't permitted breaking the glass. */
  private static final Set<String> ONLY_BY_NAME = Set.of("ETREAT", "BTG");

  static {
    below(
        "HOPERAT",
        "CAREMGT DONAT FRAUD GOV HACCRED HCOMPL HDECD HDIRECT HDM HLEGAL HOUTCOMS HPRGRP HQUALIMP"
            + " HSYSADMIN MEMADMIN MILCDM PATADMIN PATSFTY PERFMSR RECORDMGT SYSDEV TRAIN");
    below("HSYSADMIN", "LABELING METAMGT");
    below("SYSDEV", "HTEST");
    below("HPAYMT", "CLMATTCH COVAUTH COVERAGE REMITADV");
    below("COVERAGE", "ELIGDTRM ELIGVER ENROLLM MILDCRG");
    below("HRESCH", "BIORCH CLINTRCH DSRCH POARCH TRANSRCH");
    below("CLINTRCH", "CLINTRCHNPC CLINTRCHPC PRECLINTRCH");
    below("PATRQT", "FAMRQT PWATRNY SUPNWK");
    below("PUBHLTH", "DISASTER THREAT");
    below("TREAT", "CLINTRL COC ETREAT POPHLTH");
    below("ETREAT", "BTG ERTREAT");
  }

  /**
   * Whether a rule about {@code named} is about {@code asked}.
   *
   * @param permits then emergencies must be named themselves
   */
  static boolean covers(String named, String asked, boolean permits) {
    var purpose = asked;
    while (purpose != null) {
      if (purpose.equals(named)) return true;
      if (permits && ONLY_BY_NAME.contains(purpose)) return false;
      purpose = ABOVE.get(purpose);
    }
    return false;
  }

  private static void below(String purpose, String kinds) {
    for (var kind : kinds.split(" ")) ABOVE.put(kind, purpose);
  }

  private Purposes() {}
}
