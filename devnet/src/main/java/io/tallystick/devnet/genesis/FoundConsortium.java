package io.tallystick.devnet.genesis;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.Enrolments;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/**
 * Puts the institutions on the ledger, once: the Authority proposes, every institution endorses.
 * Uses the Fabric Gateway as any client would.
 */
public record FoundConsortium(Home home, Ports ports) {

  private static final long CALL_SECONDS = 20;

  /** The institution that proposes the founding. */
  public static final String FOUNDER = "authority";

  /** Returns when the ledger holds every institution; an exception means not yet. */
  public void unlessDone() throws Exception {
    withOrgs(
        orgs -> {
          if (!isFounded(orgs)) found(orgs);
          return true;
        });
  }

  /** Whether the ledger holds the institutions; an exception means that it can't tell yet. */
  public boolean isDone() throws Exception {
    return withOrgs(FoundConsortium::isFounded);
  }

  private interface Question {
    boolean of(Contract orgs) throws Exception;
  }

  private boolean withOrgs(Question question) throws Exception {
    var founder = Consortium.institution(FOUNDER);
    var enrolment = Enrolments.devnet(home, FOUNDER);
    var tls = TlsChannelCredentials.newBuilder().trustManager(enrolment.tlsCa().toFile()).build();
    var channel = Grpc.newChannelBuilder(Ports.HOST + ":" + ports.gateway(founder), tls).build();
    try (var gateway = gateway(channel, founder)) {
      return question.of(
          gateway.getNetwork(Consortium.CHANNEL).getContract(Consortium.CHAINCODE, "org"));
    } finally {
      channel.shutdownNow();
    }
  }

  private static boolean isFounded(Contract orgs) throws GatewayException {
    var listed = new String(orgs.evaluateTransaction("list"), StandardCharsets.UTF_8);
    return !listed.equals("[]");
  }

  private void found(Contract orgs)
      throws EndorseException, SubmitException, CommitStatusException, CommitException {
    var operation = FoundingList.of(home, ports).operation();
    orgs.newProposal("bootstrap")
        .addArguments(CanonicalJson.text(operation))
        .setEndorsingOrganizations(
            Consortium.INSTITUTIONS.stream().map(Institution::msp).toArray(String[]::new))
        .build()
        .endorse()
        .submit();
  }

  private Gateway gateway(ManagedChannel channel, Institution founder)
      throws IOException, GeneralSecurityException {
    var enrolment = Enrolments.devnet(home, founder.id());
    try (var certificate = Files.newBufferedReader(enrolment.certificate());
        var key = Files.newBufferedReader(enrolment.privateKey())) {
      return Gateway.newInstance()
          .identity(new X509Identity(founder.msp(), Identities.readX509Certificate(certificate)))
          .signer(Signers.newPrivateKeySigner(Identities.readPrivateKey(key)))
          .hash(Hash.SHA256)
          .connection(channel)
          .evaluateOptions(options -> options.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
          .endorseOptions(options -> options.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
          .submitOptions(options -> options.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
          .commitStatusOptions(options -> options.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
          .connect();
    }
  }
}
