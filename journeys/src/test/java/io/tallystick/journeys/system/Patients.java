package io.tallystick.journeys.system;

import io.tallystick.cli.demo.identity.PatientAccounts;
import io.tallystick.cli.demo.people.Cast;
import io.tallystick.cli.demo.people.People;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.show.Console;
import io.tallystick.cli.demo.stage.Consents;
import io.tallystick.cli.demo.stage.Prepare;
import io.tallystick.cli.demo.stage.RegisterPatients.Registry;
import io.tallystick.cli.demo.synthea.ImportSample;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.synthea.MappingTables;
import io.tallystick.cli.demo.synthea.SampleArchive;
import io.tallystick.cli.demo.synthea.SyntheaSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sample's patients as the demo casts them. Preparing one again finds what is there, so that a
 * class works after the demo and without it.
 */
public final class Patients {

  private static final String VITAL = "vital-signs";

  private final WholeSystem system;
  private final SyntheaSample sample;
  private final List<ImportedPatient> all;
  private final LocalDate today;
  private final Cast cast;

  public Patients(WholeSystem system) {
    this.system = system;
    try {
      this.sample = SampleArchive.committed();
      this.all = ImportSample.imported(sample, MappingTables.committed(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.today = LocalDate.ofInstant(system.town().clock().instant(), ZoneOffset.UTC);
    this.cast = Cast.of(all, today);
  }

  public List<ImportedPatient> all() {
    return all;
  }

  public Cast cast() {
    return cast;
  }

  /** First day that consents let payers see. */
  public LocalDate dataFrom() {
    return sample.about().from();
  }

  /** Adults who sign for themselves, consent to what is usual and take nothing back. */
  public Stream<ImportedPatient> agreeing() {
    return all.stream()
        .filter(p -> !p.records().isEmpty() && p.actsAs(today).equals("self"))
        .filter(p -> cast.consents(p) && !p.equals(cast.refusing()) && !p.equals(cast.revoking()));
  }

  /** Claims for which a payer asks for evidence, the cheapest first. */
  public static List<ImportedClaim> costly(ImportedPatient patient) {
    return claims(patient, Cast::isCostly);
  }

  /**
   * Those of {@link #costly} whose visit took vital signs: these carry no sensitivity label, so
   * that a consent to what is asked for releases something.
   */
  public static List<ImportedClaim> examined(ImportedPatient patient) {
    return costly(patient).stream()
        .filter(
            claim ->
                patient.records().stream()
                    .map(record -> record.bundle().toString())
                    .anyMatch(text -> text.contains(claim.encounter()) && text.contains(VITAL)))
        .toList();
  }

  /** Claims that need nobody's consent, the cheapest first. */
  public static List<ImportedClaim> plain(ImportedPatient patient) {
    return claims(patient, claim -> !claim.selfPay() && claim.total().minor() < 300_00);
  }

  private static List<ImportedClaim> claims(
      ImportedPatient patient, Predicate<ImportedClaim> which) {
    return patient.claims().stream()
        .filter(which)
        .sorted(Comparator.comparing(ImportedClaim::total))
        .toList();
  }

  /** Whoever signs for that patient, with the key the demo gave them. */
  public SimulatedPerson person(ImportedPatient patient) {
    return people(List.of(patient)).getFirst();
  }

  /** Coverages, registration, records, keys and consents of these patients. */
  public Registry prepare(Collection<ImportedPatient> patients) {
    var town = system.town();
    var accounts = new PatientAccounts(town.api(), town.tokens(), system.devnet().ports());
    return new Prepare(town, accounts, new Consents(town), new Console(System.out))
        .prepare(List.copyOf(patients), people(patients), cast, dataFrom())
        .registry();
  }

  /** Read anew each time: the demo, in a process of its own, adds keys and passwords too. */
  private List<SimulatedPerson> people(Collection<ImportedPatient> patients) {
    var devnet = system.devnet();
    return new People(devnet.home(), devnet.secrets())
        .behind(List.copyOf(patients), cast.pat(), today);
  }
}
