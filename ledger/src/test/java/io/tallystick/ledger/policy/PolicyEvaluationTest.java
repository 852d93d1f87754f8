package io.tallystick.ledger.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.crypto.CertificateAuthority;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.junit.jupiter.api.Test;

class PolicyEvaluationTest {

  private static Identity identity(String mspId, NodeRole role) {
    var certificate = CertificateAuthority.create(mspId, mspId, Instant.now()).certificate();
    return new Identity(mspId, certificate, Set.of(role));
  }

  private final Identity a = identity("A", NodeRole.PEER);
  private final Identity b = identity("B", NodeRole.PEER);
  private final Identity clientOfB = identity("B", NodeRole.CLIENT);

  private final SignaturePolicyEnvelope twoOfThree =
      EndorsementPolicy.outOf(2, List.of("A", "B", "C"), NodeRole.PEER);

  @Test
  void enough_organisations_satisfy_it_and_fewer_do_not() {
    assertThat(PolicyEvaluation.satisfied(twoOfThree, List.of(b, a))).isTrue();
    assertThat(PolicyEvaluation.satisfied(twoOfThree, List.of(a))).isFalse();
  }

  @Test
  void another_role_does_not_count() {
    assertThat(PolicyEvaluation.satisfied(twoOfThree, List.of(a, clientOfB))).isFalse();
  }

  @Test
  void one_signer_is_not_counted_for_two_branches() {
    var twice = EndorsementPolicy.outOf(2, List.of("A", "A"), NodeRole.PEER);
    assertThat(PolicyEvaluation.satisfied(twice, List.of(a))).isFalse();
    assertThat(PolicyEvaluation.satisfied(twice, List.of(a, identity("A", NodeRole.PEER))))
        .isTrue();
  }

  @Test
  void a_policy_that_is_garbage_or_too_deep_is_satisfied_by_nobody() {
    assertThat(PolicyEvaluation.satisfied(ByteString.copyFromUtf8("garbage"), List.of(a, b)))
        .isFalse();
    var rule = twoOfThree.getRule();
    for (var i = 0; i < 80; i++) {
      var gate = SignaturePolicy.NOutOf.newBuilder().setN(1).addRules(rule);
      rule = SignaturePolicy.newBuilder().setNOutOf(gate).build();
    }
    var deep = twoOfThree.toBuilder().setRule(rule).build();
    assertThat(PolicyEvaluation.satisfied(deep, List.of(a, b))).isFalse();
  }
}
