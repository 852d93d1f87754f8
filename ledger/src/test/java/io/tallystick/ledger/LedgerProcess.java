package io.tallystick.ledger;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.Pem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** A ledger of three organisations in a process of its own, and a client of its first. */
final class LedgerProcess implements AutoCloseable {

  private final Process process;
  private final Duration startup;
  private final ManagedChannel channel;
  private final Gateway gateway;

  private LedgerProcess(
      Process process, Duration startup, ManagedChannel channel, Gateway gateway) {
    this.process = process;
    this.startup = startup;
    this.channel = channel;
    this.gateway = gateway;
  }

  static LedgerProcess start(Path folder, int chaincodePort) throws Exception {
    var port = TestNetwork.freePort();
    var began = System.nanoTime();
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tallystick.ledger.LedgerMain",
                config(folder, port, chaincodePort).toString())
            .redirectError(folder.resolve("ledger.log").toFile())
            .start();
    awaitReady(process);
    var startup = Duration.ofNanos(System.nanoTime() - began);
    var client = CryptoMaterial.enroll(folder.resolve("crypto"), "riverside", "client");
    var tls = TlsChannelCredentials.newBuilder().trustManager(client.tlsCa().toFile()).build();
    var channel = Grpc.newChannelBuilder("localhost:" + port, tls).build();
    var gateway =
        Gateway.newInstance()
            .identity(new X509Identity(client.mspId(), Pem.certificate(client.certificate())))
            .signer(Signers.newPrivateKeySigner(Pem.privateKey(client.privateKey())))
            .hash(Hash.SHA256)
            .connection(channel)
            .connect();
    return new LedgerProcess(process, startup, channel, gateway);
  }

  private static Path config(Path folder, int port, int chaincodePort) throws IOException {
    var config =
        """
        {"dataFolder": "%s/data", "cryptoFolder": "%s/crypto", "channel": "testing",
         "orgs": [{"name": "riverside", "mspId": "RiversideMSP", "gatewayPort": %d},
                  {"name": "harbor", "mspId": "HarborMSP", "gatewayPort": 0},
                  {"name": "authority", "mspId": "AuthorityMSP", "gatewayPort": 0}],
         "chaincodes": [{"name": "kv", "address": "127.0.0.1:%d", "policy": {"outOf": 2}}]}
        """
            .formatted(folder, folder, port, chaincodePort);
    return Files.writeString(folder.resolve("ledger.json"), config);
  }

  private static void awaitReady(Process process) throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ledger ready")) {
        return;
      }
    }
    throw new IllegalStateException("the ledger ended before it was ready");
  }

  /** From starting the process until its gateways listen. */
  Duration startup() {
    return startup;
  }

  Contract contract() {
    return gateway.getNetwork("testing").getContract("kv");
  }

  /** Resident memory in MiB, now and at its highest (Linux: VmRSS, VmHWM). */
  String memory() throws IOException {
    var status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    return mebibytes(status, "VmRSS") + " MiB, at most " + mebibytes(status, "VmHWM") + " MiB";
  }

  long highestMemory() throws IOException {
    return mebibytes(Files.readString(Path.of("/proc/" + process.pid() + "/status")), "VmHWM");
  }

  private static long mebibytes(String status, String name) {
    return status
            .lines()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        / 1024;
  }

  /** As when the machine takes the process away. */
  void kill() throws InterruptedException {
    disconnect();
    process.destroyForcibly().waitFor();
  }

  private void disconnect() {
    gateway.close();
    channel.shutdownNow();
  }

  @Override
  public void close() {
    disconnect();
    process.destroy();
    process.onExit().completeOnTimeout(null, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
