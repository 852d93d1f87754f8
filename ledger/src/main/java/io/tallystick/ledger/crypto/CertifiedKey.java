package io.tallystick.ledger.crypto;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;

/** A certificate and its private key, and how both lie in a folder. */
public record CertifiedKey(X509Certificate certificate, PrivateKey key) {

  /** The two file names under which a certified key is kept. */
  public record Location(Path certificate, Path key) {
    boolean exist() {
      return Files.isReadable(certificate) && Files.isReadable(key);
    }
  }

  static CertifiedKey loadOrCreate(Location files, Supplier<CertifiedKey> create) {
    if (files.exist()) {
      return load(files);
    }
    var created = create.get();
    // Key first: a crash in between leaves no certificate without its key.
    OwnerOnly.write(files.key(), Pem.of(created.key()));
    OwnerOnly.write(files.certificate(), Pem.of(created.certificate()));
    return created;
  }

  static CertifiedKey load(Location files) {
    return new CertifiedKey(Pem.certificate(files.certificate()), Pem.privateKey(files.key()));
  }
}
