package io.tallystick.ledger.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Creates the keys and certificates of a consortium in a folder, once; asking again returns what is
 * there. Works without a running ledger, also from several processes at the same time.
 *
 * <pre>
 * &lt;crypto&gt;/&lt;org&gt;/ca/{ca.pem,key.pem}                    the organisation's signing root
 *                /tls/{ca.pem,server.pem,…}            its TLS root and its gateway's certificate
 *                /node/{cert.pem,key.pem}              its peer (or the orderer)
 *                /users/&lt;name&gt;/{cert.pem,key.pem}      its clients
 * </pre>
 */
public final class CryptoMaterial {

  /** Folder of the ordering service's organisation. */
  public static final String ORDERER = "orderer";

  /** Membership id of the ordering service. */
  public static final String ORDERER_MSP = "OrdererMSP";

  /** An organisation's roots, and the identity of its node. */
  public record Organisation(
      String mspId,
      X509Certificate root,
      X509Certificate tlsRoot,
      CertifiedKey node,
      Path tlsCertificate,
      Path tlsKey) {}

  private CryptoMaterial() {}

  /** The usual membership id: {@code RiversideMSP} of {@code riverside} or {@code Riverside}. */
  public static String mspIdOf(String org) {
    return Character.toUpperCase(org.charAt(0)) + org.substring(1) + "MSP";
  }

  /** Creates or loads a peer organisation. */
  public static Organisation organisation(Path crypto, String org, String mspId) {
    var organisation = locked(crypto, () -> load(crypto, org, mspId, NodeRole.PEER));
    if (!organisation.mspId().equals(mspId)) {
      throw new IllegalStateException(
          "%s in %s was created as %s, not %s".formatted(org, crypto, organisation.mspId(), mspId));
    }
    return organisation;
  }

  /** Creates or loads the ordering service's organisation. */
  public static Organisation orderer(Path crypto) {
    return locked(crypto, () -> load(crypto, ORDERER, ORDERER_MSP, NodeRole.ORDERER));
  }

  /**
   * Enrols a client of an organisation; the organisation is created with the usual MSP id ({@link
   * #mspIdOf}) if there is none.
   */
  public static Enrollment enroll(Path cryptoFolder, String org, String clientName) {
    return enroll(cryptoFolder, org, clientName, NodeRole.CLIENT);
  }

  /** Enrols an identity of another role, for example an administrator. */
  public static Enrollment enroll(Path cryptoFolder, String org, String name, NodeRole role) {
    return locked(
        cryptoFolder,
        () -> {
          var folder = CryptoFolder.of(cryptoFolder, org);
          var organisation = load(cryptoFolder, org, mspIdOf(org), NodeRole.PEER);
          var user = folder.user(name);
          CertifiedKey.loadOrCreate(
              user, () -> authority(folder, org).issueIdentity(org, name, role, fromNow()));
          return new Enrollment(
              organisation.mspId(),
              user.certificate(),
              user.key(),
              folder.tlsAuthority().certificate());
        });
  }

  private static Organisation load(Path crypto, String org, String mspId, NodeRole role) {
    var folder = CryptoFolder.of(crypto, org);
    var root = authority(folder, org);
    var tlsKey =
        CertifiedKey.loadOrCreate(
            folder.tlsAuthority(), () -> newAuthority(org, "tlsca." + org.toLowerCase()));
    var tlsRoot = new CertificateAuthority(tlsKey.certificate(), tlsKey.key());
    CertifiedKey.loadOrCreate(
        folder.tlsServer(), () -> tlsRoot.issueServer(org, "localhost", fromNow()));
    var node =
        CertifiedKey.loadOrCreate(
            folder.node(),
            () -> root.issueIdentity(org, role.unit() + "0." + org, role, fromNow()));
    return new Organisation(
        storedMspId(folder, mspId),
        root.certificate(),
        tlsRoot.certificate(),
        node,
        folder.tlsServer().certificate(),
        folder.tlsServer().key());
  }

  private static CertificateAuthority authority(CryptoFolder folder, String org) {
    var key =
        CertifiedKey.loadOrCreate(
            folder.authority(), () -> newAuthority(org, "ca." + org.toLowerCase()));
    return new CertificateAuthority(key.certificate(), key.key());
  }

  private static CertifiedKey newAuthority(String org, String name) {
    var created = CertificateAuthority.create(org, name, Instant.now());
    return new CertifiedKey(created.certificate(), created.key());
  }

  private static String storedMspId(CryptoFolder folder, String mspId) {
    try {
      if (!Files.exists(folder.mspId())) {
        OwnerOnly.write(folder.mspId(), mspId);
      }
      return Files.readString(folder.mspId()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.mspId(), e);
    }
  }

  private static CertificateAuthority.Validity fromNow() {
    return CertificateAuthority.Validity.startingAt(Instant.now());
  }

  /** One creator at a time: within this JVM by the monitor, across processes by a file lock. */
  private static synchronized <T> T locked(Path crypto, Supplier<T> work) {
    OwnerOnly.folder(crypto);
    try (var file =
            FileChannel.open(
                crypto.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = file.lock()) {
      if (!lock.isValid()) {
        throw new IllegalStateException("no lock on " + crypto);
      }
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + crypto, e);
    }
  }

  /** {@code CryptoMaterial FOLDER ORG CLIENT...}: creates an organisation and enrols clients. */
  public static void main(String[] args) {
    if (args.length < 2) {
      System.err.println("usage: CryptoMaterial FOLDER ORG [CLIENT...]");
      System.exit(2);
    }
    var folder = Path.of(args[0]);
    organisation(folder, args[1], mspIdOf(args[1]));
    Arrays.stream(args).skip(2).forEach(client -> enroll(folder, args[1], client));
  }
}
