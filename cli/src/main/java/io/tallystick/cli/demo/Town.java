package io.tallystick.cli.demo;

import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.identity.Tokens;
import java.time.Clock;

/** What every stage needs to speak to the institutions as an outsider does. */
public record Town(Api api, Tokens tokens, Addresses at, Clock clock) {

  public String ehr(String hospital) {
    return tokens.ofSystem(hospital, "ehr");
  }

  public String billing(String hospital) {
    return tokens.ofSystem(hospital, "billing-system");
  }

  public String enrolment(String insurer) {
    return tokens.ofSystem(insurer, "enrolment-system");
  }
}
