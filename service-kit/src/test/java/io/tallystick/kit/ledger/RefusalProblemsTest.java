package io.tallystick.kit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Any;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.util.Arrays;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a contract's error, as a gateway passes it on, to what a service's caller is told. */
class RefusalProblemsTest {

  private static final int ABORTED = 10;

  @ParameterizedTest
  @EnumSource(RefusalCode.class)
  void every_refusal_reaches_the_caller_as_a_conflict_with_its_own_code(RefusalCode code)
      throws Exception {
    var refusal = new Refusal(code, "as the contract says");
    var found = Refusals.in(refusedBy("HarborMSP", CanonicalJson.text(refusal)));
    assertThat(found).contains(refusal);

    var problem = Problem.of(found.orElseThrow());
    var body = CanonicalJson.read(problem.body(), JsonNode.class);
    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.code()).matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)?");
    assertThat(body.get("code").asText()).isEqualTo(problem.code());
    assertThat(body.get("type").asText()).isEqualTo("urn:tallystick:problem:" + problem.code());
    assertThat(body.get("detail").asText()).isEqualTo("as the contract says");
  }

  @Test
  void no_two_refusals_share_a_code() {
    assertThat(Arrays.stream(RefusalCode.values()).map(Problem::code)).doesNotHaveDuplicates();
  }

  @Test
  void an_error_that_is_no_refusal_is_none() {
    assertThat(Refusals.in(refusedBy("HarborMSP", "{\"code\":\"SOMETHING_ELSE\"}"))).isEmpty();
    assertThat(Refusals.in(refusedBy("HarborMSP", "timeout expired"))).isEmpty();
  }

  /** Fabric's gateway: the endorser's answer is a detail of the call's status. */
  private static EndorseException refusedBy(String mspId, String message) {
    var detail =
        ErrorDetail.newBuilder()
            .setMspId(mspId)
            .setMessage("chaincode response 500, " + message)
            .build();
    var status =
        Status.newBuilder()
            .setCode(ABORTED)
            .setMessage("failed to endorse transaction, see attached details for more info")
            .addDetails(Any.pack(detail))
            .build();
    return new EndorseException("0".repeat(64), StatusProto.toStatusRuntimeException(status));
  }
}
