package io.tallystick.cli.demo.stage;

import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.identity.PatientAccounts;
import io.tallystick.cli.demo.people.Cast;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.show.Console;
import io.tallystick.cli.demo.stage.RegisterPatients.Registry;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Everything that is in place before the first claim. Done again, it finds what is there. */
public final class Prepare {

  /**
   * @param recordIds of all published records
   */
  public record Prepared(Registry registry, Set<String> recordIds) {}

  private final Town town;
  private final PatientAccounts accounts;
  private final Consents consents;
  private final Console console;

  public Prepare(Town town, PatientAccounts accounts, Consents consents, Console console) {
    this.town = town;
    this.accounts = accounts;
    this.consents = consents;
    this.console = console;
  }

  /**
   * @param people behind those of the patients who were at a hospital
   * @param dataFrom consents let nothing older be seen
   */
  public Prepared prepare(
      List<ImportedPatient> patients, List<SimulatedPerson> people, Cast cast, LocalDate dataFrom) {
    console.stage(
        "coverages",
        () -> new EnrolCoverages(town).enrol(patients),
        "%d enrolled at harbor and meridian, one per payer period"::formatted);
    var registry =
        console.stage(
            "patients",
            () -> new RegisterPatients(town).register(patients),
            r -> r.size() + " registered at riverside and summit");
    var records =
        console.stage(
            "records",
            () -> new PublishRecords(town).publish(patients),
            ids -> ids.size() + " published, one per encounter, each root on the ledger");
    console.stage(
        "keys",
        () -> new EnrolKeys(town, accounts).enrol(people, registry),
        n -> n + " enrolled and attested by the clerks; " + roles(people));
    console.stage(
        "consents",
        () -> new GrantConsents(consents, cast, dataFrom).grant(people, registry),
        "%d signed and in force, narrow ones"::formatted);
    return new Prepared(registry, records);
  }

  private static String roles(List<SimulatedPerson> people) {
    return "%d patients, %d guardians, %d executors; the demo holds their private keys"
        .formatted(count(people, "self"), count(people, "guardian"), count(people, "executor"));
  }

  private static long count(List<SimulatedPerson> people, String actsAs) {
    return people.stream().filter(person -> person.actsAs().equals(actsAs)).count();
  }
}
