package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.RawChaincode.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.GetStateMultiple;
import org.hyperledger.fabric.protos.peer.GetStateMultipleResult;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.PutStateMetadata;
import org.hyperledger.fabric.protos.peer.StateMetadata;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.protos.peer.WriteRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages since Fabric 3.1 by which a chaincode reads or writes many keys at once. */
class MessagesTogetherTest {

  private static final List<String> KEYS = List.of("b", "a", "absent");
  private static final StateMetadata POLICY =
      StateMetadata.newBuilder()
          .setMetakey("VALIDATION_PARAMETER")
          .setValue(SignaturePolicyEnvelope.newBuilder().setVersion(0).build().toByteString())
          .build();

  @TempDir Path folder;

  @Test
  void what_is_done_together_is_what_is_done_one_by_one() throws Exception {
    try (var network = new TestNetwork(folder);
        var chaincode = new RawChaincode(network.chaincodePort, functions())) {
      var contract = network.start().contract("Riverside");
      contract.submitTransaction("fill");

      assertThat(results(contract, "together")).isEqualTo(results(contract, "single"));
      assertThat(chaincode.offered)
          .isNotEmpty()
          .allMatch(offer -> offer.getUseWriteBatch() && offer.getUseGetMultipleKeys());
      var read = GetStateMultipleResult.parseFrom(contract.submitTransaction("read"));
      assertThat(read.getValuesList().stream().map(ByteString::toStringUtf8))
          .containsExactly("2", "1", "");
    }
  }

  @Test
  void a_write_that_is_refused_refuses_all_of_them() throws Exception {
    try (var network = new TestNetwork(folder);
        var chaincode = new RawChaincode(network.chaincodePort, functions())) {
      var contract = network.start().contract("Riverside");
      for (var refused : List.of("collection", "unknown")) {
        assertThatThrownBy(() -> contract.submitTransaction(refused))
            .isInstanceOf(EndorseException.class);
      }
      contract.submitTransaction("fill");
      assertThat(chaincode.offered).isNotEmpty();
    }
  }

  private static Map<String, List<Question>> functions() {
    var single = new ArrayList<Question>();
    for (var key : KEYS) {
      single.add(new Question(Type.GET_STATE, GetState.newBuilder().setKey(key).build()));
    }
    single.add(new Question(Type.PUT_STATE, put("c", "3")));
    single.add(new Question(Type.DEL_STATE, DelState.newBuilder().setKey("b").build()));
    single.add(new Question(Type.PUT_STATE_METADATA, policy("c")));
    var read =
        new Question(
            Type.GET_STATE_MULTIPLE, GetStateMultiple.newBuilder().addAllKeys(KEYS).build());
    var written =
        writes(
            record(WriteRecord.Type.PUT_STATE, "c").setValue(ByteString.copyFromUtf8("3")),
            record(WriteRecord.Type.DEL_STATE, "b"),
            record(WriteRecord.Type.PUT_STATE_METADATA, "c").setMetadata(POLICY));
    var good = record(WriteRecord.Type.PUT_STATE, "d").setValue(ByteString.copyFromUtf8("4"));
    return Map.of(
        "fill",
        List.of(
            new Question(Type.PUT_STATE, put("a", "1")),
            new Question(Type.PUT_STATE, put("b", "2"))),
        "read",
        List.of(read),
        "single",
        single,
        "together",
        List.of(read, written),
        "collection",
        List.of(writes(good, record(WriteRecord.Type.DEL_STATE, "e").setCollection("secret"))),
        "unknown",
        List.of(writes(good, record(WriteRecord.Type.UNDEFINED, "e"))));
  }

  private static PutState put(String key, String value) {
    return PutState.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value)).build();
  }

  private static PutStateMetadata policy(String key) {
    return PutStateMetadata.newBuilder().setKey(key).setMetadata(POLICY).build();
  }

  private static WriteRecord.Builder record(WriteRecord.Type type, String key) {
    return WriteRecord.newBuilder().setType(type).setKey(key);
  }

  private static Question writes(WriteRecord.Builder... records) {
    var batch = WriteBatchState.newBuilder();
    for (var each : records) batch.addRec(each);
    return new Question(Type.WRITE_BATCH_STATE, batch.build());
  }

  /** The read and write set that was endorsed. */
  private static ByteString results(Contract contract, String function) throws Exception {
    var endorsed = contract.newProposal(function).build().endorse().getBytes();
    var envelope = PreparedTransaction.parseFrom(endorsed).getEnvelope();
    var payload = Payload.parseFrom(Envelope.parseFrom(envelope.toByteString()).getPayload());
    var action = Transaction.parseFrom(payload.getData()).getActions(0);
    var response =
        ProposalResponsePayload.parseFrom(
            ChaincodeActionPayload.parseFrom(action.getPayload())
                .getAction()
                .getProposalResponsePayload());
    return ChaincodeAction.parseFrom(response.getExtension()).getResults();
  }
}
