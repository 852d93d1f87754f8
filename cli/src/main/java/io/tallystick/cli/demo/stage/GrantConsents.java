package io.tallystick.cli.demo.stage;

import io.tallystick.cli.demo.people.Cast;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.RegisterPatients.Registry;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import java.time.LocalDate;
import java.util.List;

/**
 * Everybody but the cast's silent ones lets their insurers see what a claim needs, and no more. A
 * consent is towards one insurer at one hospital.
 */
public final class GrantConsents {

  private static final int AT_ONCE = 6;

  private record Wanted(SimulatedPerson person, String hospital, String insurer) {}

  private final Consents consents;
  private final Cast cast;
  private final LocalDate dataFrom;

  public GrantConsents(Consents consents, Cast cast, LocalDate dataFrom) {
    this.consents = consents;
    this.cast = cast;
    this.dataFrom = dataFrom;
  }

  /** How many consents are in force now. */
  public int grant(List<SimulatedPerson> people, Registry registry) {
    var wanted =
        people.stream()
            .filter(person -> cast.consents(person.patient()))
            .flatMap(
                person ->
                    person.patient().claims().stream()
                        .filter(claim -> !claim.selfPay())
                        .map(claim -> new Wanted(person, claim.hospital(), insurer(claim)))
                        .distinct())
            .toList();
    return InParallel.each(AT_ONCE, wanted, one -> grant(one, registry)).size();
  }

  private boolean grant(Wanted one, Registry registry) {
    var patientId = registry.id(one.person().patient(), one.hospital());
    if (consents.inForce(one.person(), one.hospital(), patientId, one.insurer()).isPresent()) {
      return false; // from a run before this one on the same devnet
    }
    var types = one.person().patient().equals(cast.refusing()) ? Consents.LITTLE : Consents.USUAL;
    consents
        .grant(
            one.person(),
            one.hospital(),
            patientId,
            one.insurer(),
            Consents.statements(types, dataFrom))
        .orThrow("a consent at " + one.hospital());
    return true;
  }

  private static String insurer(ImportedClaim claim) {
    return claim.coverage().orElseThrow().insurance().insurer();
  }
}
