package io.tallystick.kit.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.org.Org;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Comparator;
import java.util.List;

/**
 * The five institutions of the default consortium, with their keys in a folder of this test run.
 */
public final class TestConsortium {

  /** Of the test run; the test class and the resources may live in different class loaders. */
  private static final String FOLDER = "tallystick-testing.folder";

  public record Member(String id, String msp, Org.Role role) {}

  public static final List<Member> MEMBERS =
      List.of(
          new Member("riverside", "RiversideMSP", Org.Role.HOSPITAL),
          new Member("summit", "SummitMSP", Org.Role.HOSPITAL),
          new Member("harbor", "HarborMSP", Org.Role.INSURER),
          new Member("meridian", "MeridianMSP", Org.Role.INSURER),
          new Member("authority", "AuthorityMSP", Org.Role.AUTHORITY));

  public static Member member(String org) {
    return MEMBERS.stream().filter(member -> member.id().equals(org)).findFirst().orElseThrow();
  }

  /** Removed when the JVM ends. */
  static synchronized Path folder() {
    var folder = System.getProperty(FOLDER);
    if (folder == null) {
      try {
        folder = Files.createTempDirectory("tallystick-test").toString();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      System.setProperty(FOLDER, folder);
      var created = Path.of(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(created)));
    }
    return Path.of(folder);
  }

  static Path encryptionKey(String org) {
    return key(org, "encryption");
  }

  static Path signingKey(String org) {
    return key(org, "signing");
  }

  static ECKey read(Path jwk) {
    try {
      return ECKey.parse(Files.readString(jwk));
    } catch (IOException | ParseException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  static PublicJwk publicOf(Path jwk) {
    try {
      return PublicJwk.of(read(jwk).toECPublicKey());
    } catch (JOSEException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  /** As the ledger's founding names them; endpoints lead nowhere. */
  static List<Org> orgs() {
    return MEMBERS.stream()
        .map(
            member ->
                new Org(
                    member.id(),
                    member.msp(),
                    member.role(),
                    publicOf(encryptionKey(member.id())),
                    publicOf(signingKey(member.id())),
                    TestTokens.issuer(member.id()),
                    "http://127.0.0.1:1/" + member.id(),
                    Org.Status.ACTIVE,
                    1))
        .toList();
  }

  private static synchronized Path key(String org, String use) {
    var file = folder().resolve("keys").resolve(org).resolve(use + ".jwk");
    if (Files.exists(file)) return file;
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, new ECKeyGenerator(Curve.P_256).generate().toJSONString());
      return file;
    } catch (IOException | JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void end(Path folder) {
    ChildJvm.killAll();
    delete(folder);
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException leftBehind) {
      System.err.println("not removed: " + folder);
    }
  }

  private TestConsortium() {}
}
