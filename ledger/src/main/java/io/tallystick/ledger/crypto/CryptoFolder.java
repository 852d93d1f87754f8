package io.tallystick.ledger.crypto;

import java.nio.file.Path;

/** Where everything of one organisation lies below the crypto folder. */
record CryptoFolder(Path root) {

  static CryptoFolder of(Path crypto, String org) {
    if (!org.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("not a name for an organisation: " + org);
    }
    return new CryptoFolder(crypto.resolve(org));
  }

  Path mspId() {
    return root.resolve("mspid");
  }

  CertifiedKey.Location authority() {
    return pair("ca", "ca.pem", "key.pem");
  }

  CertifiedKey.Location tlsAuthority() {
    return pair("tls", "ca.pem", "ca-key.pem");
  }

  CertifiedKey.Location tlsServer() {
    return pair("tls", "server.pem", "server-key.pem");
  }

  CertifiedKey.Location node() {
    return pair("node", "cert.pem", "key.pem");
  }

  CertifiedKey.Location user(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("not a name for a client: " + name);
    }
    return pair("users/" + name, "cert.pem", "key.pem");
  }

  private CertifiedKey.Location pair(String folder, String certificate, String key) {
    return new CertifiedKey.Location(
        root.resolve(folder).resolve(certificate), root.resolve(folder).resolve(key));
  }
}
