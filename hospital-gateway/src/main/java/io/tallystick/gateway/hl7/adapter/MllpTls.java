package io.tallystick.gateway.hl7.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** A plain socket, or TLS 1.2 and later; with a truststore senders must show a certificate. */
@ApplicationScoped
class MllpTls {

  private final Hl7Config config;

  MllpTls(Hl7Config config) {
    this.config = config;
  }

  ServerSocket serverSocket() throws IOException {
    var keystore = config.tls().keystore();
    if (keystore.isEmpty()) return new ServerSocket();
    try {
      var socket =
          (SSLServerSocket) context(keystore.get()).getServerSocketFactory().createServerSocket();
      socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setNeedClientAuth(config.tls().truststore().isPresent());
      return socket;
    } catch (GeneralSecurityException unusable) {
      throw new IOException("the TLS files of HL7 v2 can't be used", unusable);
    }
  }

  private SSLContext context(Path keystore) throws GeneralSecurityException, IOException {
    var password = config.tls().password().orElse("").toCharArray();
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(keystore, password), password);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var truststore = config.tls().truststore();
    trusted.init(truststore.isEmpty() ? null : store(truststore.get(), password));
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(Path file, char[] password)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }
}
