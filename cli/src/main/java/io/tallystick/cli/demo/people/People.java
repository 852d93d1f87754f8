package io.tallystick.cli.demo.people;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Json;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The people behind the synthetic patients, the same in every run on one devnet: a consent head
 * stays with the key that signed it first. Kept in {@code demo/people.json}, owner-only.
 */
public final class People {

  /** The account that every devnet has; it stands for the patient {@code pat} is cast as. */
  public static final String PAT = "pat";

  private record Kept(String publicKey, String privateKey) {}

  private final Path file;
  private final Secrets secrets;
  private final Map<String, Kept> keys;

  public People(Home home, Secrets secrets) {
    this.file = home.folder().resolve("demo").resolve("people.json");
    this.secrets = secrets;
    this.keys =
        Json.read(file, new TypeReference<TreeMap<String, Kept>>() {}).orElseGet(TreeMap::new);
  }

  /**
   * @param pat the patient that {@link #PAT} is
   * @param today decides who is of age
   */
  public List<SimulatedPerson> behind(
      List<ImportedPatient> patients, ImportedPatient pat, LocalDate today) {
    var people =
        patients.stream()
            .map(patient -> person(patient, patient.equals(pat), patient.actsAs(today)))
            .toList();
    OwnerOnly.write(file, Json.text(keys));
    return people;
  }

  private SimulatedPerson person(ImportedPatient patient, boolean isPat, String actsAs) {
    var username = isPat ? PAT : username(patient, actsAs);
    return new SimulatedPerson(
        patient,
        actsAs,
        username,
        secrets.person(Consortium.PATIENTS, username),
        keyPair(keys.computeIfAbsent(patient.syntheaId(), id -> generate())));
  }

  /** Tells nothing of who the patient is: it ends up in the identity provider and in logs. */
  private static String username(ImportedPatient patient, String actsAs) {
    var number = patient.syntheaId().substring(0, 8);
    return actsAs.equals("self") ? "patient-" + number : actsAs + "-of-" + number;
  }

  private static Kept generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      return new Kept(text(pair.getPublic().getEncoded()), text(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static KeyPair keyPair(Kept kept) {
    try {
      var factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(bytes(kept.publicKey()))),
          factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(kept.privateKey()))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keys in demo/people.json can't be read", e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text);
  }
}
