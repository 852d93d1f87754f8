package io.tallystick.journeys.conformance.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.ManagedChannel;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.Person;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc.GatewayBlockingStub;

/** Somebody at one organisation's gateway: with Fabric's SDK, or with the bare stub beneath it. */
public final class Client implements AutoCloseable {

  private static final int DEADLINE_SECONDS = 60;

  private final ManagedChannel channel;
  private final Person person;
  private final Gateway gateway;

  Client(ManagedChannel channel, Person person) {
    this.channel = channel;
    this.person = person;
    this.gateway =
        Gateway.newInstance()
            .identity(new X509Identity(person.mspId(), person.certificate()))
            .signer(Signers.newPrivateKeySigner(person.key()))
            .hash(Hash.SHA256)
            .connection(channel)
            .evaluateOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
            .endorseOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
            .submitOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
            .commitStatusOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
            .connect();
  }

  public Person person() {
    return person;
  }

  public ManagedChannel channel() {
    return channel;
  }

  public Network network() {
    return network(LedgerUnderTest.CHANNEL);
  }

  public Network network(String name) {
    return gateway.getNetwork(name);
  }

  public Contract contract(String chaincode) {
    return network().getContract(chaincode);
  }

  /** The gateway's own calls. */
  public GatewayBlockingStub stub() {
    return GatewayGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  public Gateway sdk() {
    return gateway;
  }

  /** The text that {@code kv} answers. */
  public String evaluate(String function, String... args) throws GatewayException {
    return new String(contract(LedgerUnderTest.KV).evaluateTransaction(function, args), UTF_8);
  }

  /** Endorses a call of {@code kv} by whom the gateway chooses. */
  public Transaction endorse(String function, String... args) throws GatewayException {
    return proposal(LedgerUnderTest.KV, function, args).build().endorse();
  }

  /** Endorses a call of {@code kv} by exactly these organisations. */
  public Transaction endorseBy(List<String> mspIds, String function, String... args)
      throws GatewayException {
    return proposal(LedgerUnderTest.KV, function, args)
        .setEndorsingOrganizations(mspIds.toArray(String[]::new))
        .build()
        .endorse();
  }

  public Proposal.Builder proposal(String chaincode, String function, String... args) {
    return contract(chaincode)
        .newProposal(function)
        .addArguments(Arrays.stream(args).map(arg -> arg.getBytes(UTF_8)).toArray(byte[][]::new));
  }

  /** Endorses and submits a call of {@code kv}; answers its validation code. */
  public String submit(String function, String... args) throws GatewayException {
    return code(endorse(function, args));
  }

  /** Submits; answers the validation code. */
  public static String code(Transaction transaction) throws GatewayException {
    return code(transaction.submitAsync());
  }

  /** Waits for the validation code. */
  public static String code(SubmittedTransaction submitted) throws GatewayException {
    return submitted.getStatus().getCode().name();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
