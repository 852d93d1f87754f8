package io.tallystick.devnet.secret;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Person;
import io.tallystick.devnet.layout.Ports;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of {@code logins.json}: who can sign in, and where.
 *
 * @param page of the portal
 */
public record Login(
    String realm, String username, String password, List<String> roles, String page) {

  /** Everybody the consortium starts with. */
  public static List<Login> all(Secrets secrets, Ports ports) {
    var patients =
        Consortium.PATIENT_ACCOUNTS.stream()
            .map(person -> of(Consortium.PATIENTS, person, secrets, ports));
    var staff =
        Consortium.INSTITUTIONS.stream()
            .flatMap(
                institution ->
                    institution.people().stream()
                        .map(person -> of(institution.id(), person, secrets, ports)));
    return Stream.concat(patients, staff).toList();
  }

  private static Login of(String realm, Person person, Secrets secrets, Ports ports) {
    return new Login(
        realm,
        person.username(),
        secrets.person(realm, person.username()),
        person.roles(),
        ports.portalUrl() + page(realm));
  }

  private static String page(String realm) {
    return Consortium.PATIENTS.equals(realm) ? "/patient" : "/staff/" + realm;
  }
}
