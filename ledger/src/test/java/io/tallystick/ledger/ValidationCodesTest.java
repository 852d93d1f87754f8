package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a member makes up and has ordered, and the code with which it stays in its block. */
class ValidationCodesTest {

  private static final ByteString NONSENSE = ByteString.copyFromUtf8("\u0007nonsense");

  @TempDir static Path folder;
  private static TestNetwork network;
  private static TestChaincode chaincode;
  private static Contract contract;

  @BeforeAll
  static void start() {
    network = new TestNetwork(folder);
    chaincode = new TestChaincode("one", network.chaincodePort);
    network.start();
    contract = network.contract("Riverside");
  }

  @AfterAll
  static void stop() {
    network.close();
    chaincode.close();
  }

  record Made(String what, Consumer<Draft> how, TxValidationCode code) {
    @Override
    public String toString() {
      return what + ": " + code;
    }
  }

  static Stream<Made> made() {
    return Stream.of(
        new Made(
            "a type of no transaction",
            draft -> draft.channelHeader.setType(HeaderType.MESSAGE_VALUE),
            TxValidationCode.BAD_COMMON_HEADER),
        new Made(
            "another epoch",
            draft -> draft.channelHeader.setEpoch(1),
            TxValidationCode.BAD_COMMON_HEADER),
        new Made(
            "no nonce", draft -> draft.creator.clearNonce(), TxValidationCode.BAD_COMMON_HEADER),
        new Made(
            "another's transaction id",
            draft -> draft.channelHeader.setTxId("ab".repeat(32)),
            TxValidationCode.BAD_PROPOSAL_TXID),
        new Made(
            "no transaction at all",
            draft -> draft.rawTransaction = NONSENSE,
            TxValidationCode.INVALID_ENDORSER_TRANSACTION),
        new Made(
            "two actions",
            draft -> draft.actions = 2,
            TxValidationCode.INVALID_ENDORSER_TRANSACTION),
        new Made(
            "a header extension that cannot be read",
            draft -> draft.channelHeader.setExtension(NONSENSE),
            TxValidationCode.BAD_HEADER_EXTENSION),
        new Made(
            "a response that cannot be read",
            draft -> draft.rawExtension = NONSENSE,
            TxValidationCode.BAD_RESPONSE_PAYLOAD),
        new Made(
            "reads and writes that cannot be read",
            draft -> draft.rawResults = NONSENSE,
            TxValidationCode.BAD_RWSET),
        new Made(
            "a namespace twice",
            draft -> draft.results.addNsRwset(written("kv")).addNsRwset(written("kv")),
            TxValidationCode.ILLEGAL_WRITESET),
        new Made(
            "a namespace of no chaincode",
            draft -> draft.results.addNsRwset(written("undefined")),
            TxValidationCode.INVALID_CHAINCODE),
        new Made(
            "the response of another chaincode",
            draft ->
                draft.chaincodeAction.setChaincodeId(
                    ChaincodeID.newBuilder().setName("other").setVersion("1.0")),
            TxValidationCode.INVALID_CHAINCODE),
        new Made(
            "a chaincode without version",
            draft -> draft.chaincodeAction.getChaincodeIdBuilder().clearVersion(),
            TxValidationCode.INVALID_CHAINCODE),
        new Made(
            "the event of another chaincode",
            draft ->
                draft.chaincodeAction.setEvents(
                    ChaincodeEvent.newBuilder().setChaincodeId("other").build().toByteString()),
            TxValidationCode.INVALID_OTHER_REASON),
        new Made(
            "a value that nobody endorsed",
            draft -> draft.results.setNsRwset(draft.results.getNsRwsetCount() - 1, written("kv")),
            TxValidationCode.ENDORSEMENT_POLICY_FAILURE),
        new Made(
            "a chaincode definition that nobody endorsed",
            draft -> draft.results.setNsRwset(0, written("_lifecycle")),
            TxValidationCode.ENDORSEMENT_POLICY_FAILURE));
  }

  /** Given elsewhere: by SubmittingTest, BlockEventsTest and the conformance suite. */
  private static final Set<TxValidationCode> TRIED_ELSEWHERE =
      EnumSet.of(
          TxValidationCode.VALID,
          TxValidationCode.MVCC_READ_CONFLICT,
          TxValidationCode.PHANTOM_READ_CONFLICT,
          TxValidationCode.DUPLICATE_TXID);

  /** By what {@link #what_the_orderer_refuses_would_be_invalid_too} has ordered all the same. */
  private static final Set<TxValidationCode> NOT_ORDERED =
      EnumSet.of(
          TxValidationCode.TARGET_CHAIN_NOT_FOUND,
          TxValidationCode.INVALID_CONFIG_TRANSACTION,
          TxValidationCode.UNSUPPORTED_TX_PAYLOAD,
          TxValidationCode.BAD_CREATOR_SIGNATURE,
          TxValidationCode.BAD_PAYLOAD);

  /** An earlier check answers, or it is CouchDB's or Fabric 1.x's; see the README. */
  private static final Set<TxValidationCode> NEVER =
      EnumSet.of(
          TxValidationCode.NIL_ENVELOPE,
          TxValidationCode.NIL_TXACTION,
          TxValidationCode.BAD_CHANNEL_HEADER,
          TxValidationCode.UNKNOWN_TX_TYPE,
          TxValidationCode.MARSHAL_TX_ERROR,
          TxValidationCode.INVALID_WRITESET,
          TxValidationCode.EXPIRED_CHAINCODE,
          TxValidationCode.CHAINCODE_VERSION_CONFLICT,
          TxValidationCode.NOT_VALIDATED,
          TxValidationCode.UNRECOGNIZED);

  @Test
  void each_code_of_fabric_is_tried_or_can_not_occur() {
    var accounted = EnumSet.copyOf(TRIED_ELSEWHERE);
    accounted.addAll(NOT_ORDERED);
    accounted.addAll(NEVER);
    made().map(Made::code).forEach(accounted::add);
    assertThat(accounted).containsExactlyInAnyOrder(TxValidationCode.values());
  }

  private static NsReadWriteSet written(String namespace) {
    var write = KVWrite.newBuilder().setKey("forged").setValue(ByteString.copyFromUtf8("x"));
    return NsReadWriteSet.newBuilder()
        .setNamespace(namespace)
        .setRwset(KVRWSet.newBuilder().addWrites(write).build().toByteString())
        .build();
  }

  @ParameterizedTest
  @MethodSource("made")
  void what_a_client_makes_up_stays_in_its_block_with_fabrics_code(Made made) throws Exception {
    var draft = draft();
    made.how().accept(draft);
    var height = ReadBlocks.height(network);

    submit(draft.sealed(network.enrolled("Riverside")));

    assertThat(codeIn(height)).isEqualTo(made.code());
    assertThat(contract.evaluateTransaction("get", "forged")).isEmpty();
    contract.submitTransaction("put", "after", made.what()); // and life goes on
  }

  private static Draft draft() throws Exception {
    var endorsed = contract.newProposal("put").addArguments("drafted", "x").build().endorse();
    return new Draft(PreparedTransaction.parseFrom(endorsed.getBytes()).getEnvelope());
  }

  private static void submit(Envelope envelope) {
    var request =
        SubmitRequest.newBuilder()
            .setChannelId(TestNetwork.CHANNEL)
            .setTransactionId("made up")
            .setPreparedTransaction(envelope);
    GatewayGrpc.newBlockingStub(network.channel("Riverside")).submit(request.build());
  }

  private static TxValidationCode codeIn(long block) {
    return ReadBlocks.filtered(network, block).getFilteredTransactions(0).getTxValidationCode();
  }

  record Refused(String what, Envelope envelope, String why, TxValidationCode code) {}

  @Test
  void what_the_orderer_refuses_would_be_invalid_too() throws Exception {
    var client = network.enrolled("Riverside");
    var elsewhere = draft();
    elsewhere.channelHeader.setChannelId("elsewhere");
    var configuration = draft();
    configuration.channelHeader.setType(HeaderType.CONFIG_VALUE);
    var update = draft();
    update.channelHeader.setType(HeaderType.CONFIG_UPDATE_VALUE);
    var forged = draft().sealed(network.enrolled("Harbor"));
    var unreadable =
        Envelope.newBuilder()
            .setPayload(NONSENSE)
            .setSignature(Forgery.signer(client).sign(NONSENSE))
            .build();

    for (var refused :
        List.of(
            new Refused(
                "another channel",
                elsewhere.sealed(client),
                "status=BAD_REQUEST, info=channel does not exist",
                TxValidationCode.TARGET_CHAIN_NOT_FOUND),
            new Refused(
                "a configuration",
                configuration.sealed(client),
                "message is of type that cannot be processed directly",
                TxValidationCode.INVALID_CONFIG_TRANSACTION),
            new Refused(
                "a configuration update",
                update.sealed(client),
                "configuration cannot be updated",
                TxValidationCode.UNSUPPORTED_TX_PAYLOAD),
            new Refused(
                "another's signature",
                forged,
                "status=FORBIDDEN",
                TxValidationCode.BAD_CREATOR_SIGNATURE),
            new Refused(
                "an unreadable payload",
                unreadable,
                "could not determine channel ID",
                TxValidationCode.BAD_PAYLOAD))) {
      assertThatThrownBy(() -> submit(refused.envelope()))
          .as(refused.what())
          .hasMessageContaining("ABORTED: received unsuccessful response from orderer")
          .hasMessageContaining(refused.why());
      assertThat(orderedAllTheSame(refused.envelope().toByteString()))
          .as(refused.what())
          .isEqualTo(refused.code());
    }
    assertThat(orderedAllTheSame(ByteString.EMPTY)).isEqualTo(TxValidationCode.BAD_COMMON_HEADER);
    assertThat(orderedAllTheSame(NONSENSE)).isEqualTo(TxValidationCode.INVALID_OTHER_REASON);
  }

  private static TxValidationCode orderedAllTheSame(ByteString bytes) throws Exception {
    var height = ReadBlocks.height(network);
    assertThat(network.ledger().orderer().order(bytes)).isTrue();
    return codeIn(height);
  }
}
