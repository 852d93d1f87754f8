package io.tallystick.journeys.badinput;

import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.journeys.system.WholeSystem;
import java.util.stream.Stream;

/**
 * A token with which a hospital's claims desk takes no claim.
 *
 * @param token null for none
 */
record WrongToken(String what, String token, int status, String code) {

  static Stream<WrongToken> of(WholeSystem system, String hospital, SimulatedPerson patient) {
    var town = system.town();
    var own = town.billing(hospital);
    var forged = own.substring(0, own.length() - 9) + "AAAAAAAAA";
    var tokens = town.tokens();
    var patients = tokens.ofPatient(hospital, patient.username(), patient.password());
    var elsewhere = tokens.ofPatient("summit", patient.username(), patient.password());
    return Stream.of(
        unauthenticated("none", null, "token.missing"),
        unauthenticated("garbage", "garbage", "token.invalid"),
        unauthenticated("a forged signature", forged, "token.invalid"),
        unauthenticated("an expired one", ShortLived.token(system), "token.invalid"),
        unauthenticated(
            "a realm nobody pinned", ShortLived.administrator(system), "token.issuer-unknown"),
        unauthenticated("another hospital's billing", town.billing("summit"), "token.audience"),
        unauthenticated(
            "an insurer's adjudicator", tokens.ofStaff("harbor", "hank"), "token.audience"),
        unauthenticated("a patient's for another hospital", elsewhere, "token.audience"),
        foreign("a patient's", patients),
        foreign("a clinician's", tokens.ofStaff(hospital, "reyes")));
  }

  private static WrongToken unauthenticated(String what, String token, String code) {
    return new WrongToken(what, token, 401, code);
  }

  private static WrongToken foreign(String what, String token) {
    return new WrongToken(what, token, 403, "role.missing");
  }

  @Override
  public String toString() {
    return what + " → " + code;
  }
}
