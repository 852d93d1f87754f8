package io.tallystick.kit.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.kit.KnownOrg;
import io.tallystick.kit.events.EventAttributes;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.content.ErasureOwed;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.org.Org.Status;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SilencedSenderTest {

  private static final String TOPIC = "tallystick.records.riverside.v1";
  private static final byte[] VALUE =
      "{\"content\":{\"accessIds\":[]}}".getBytes(StandardCharsets.UTF_8);

  private final KeyPair keys = keys();

  @Test
  void a_member_is_heard() {
    var received = check(Status.ACTIVE).check(signed(), ErasureOwed.class);
    assertThat(received.senderOrg()).isEqualTo("summit");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDED", "LEFT"})
  void without_a_fact_on_the_ledger_one_that_is_suspended_or_gone_is_not(Status status) {
    assertThatThrownBy(() -> check(status).check(signed(), ErasureOwed.class))
        .isInstanceOfSatisfying(
            PoisonEvent.class, it -> assertThat(it.reason()).isEqualTo("sender.not-active"));
  }

  private CheckEvent check(Status status) {
    var key = PublicJwk.of((ECPublicKey) keys.getPublic());
    return new CheckEvent(new KnownOrg(key, status), null, null, null);
  }

  private WireEvent signed() {
    var attributes =
        new HashMap<>(
            Map.of(
                EventAttributes.ID, "1",
                EventAttributes.TYPE, "erasure.owed",
                EventAttributes.SOURCE, "/summit/hospital-gateway",
                EventAttributes.SUBJECT, "a",
                EventAttributes.TIME, "2026-01-01T00:00:00Z"));
    var message = EventAttributes.message(attributes, TOPIC, VALUE);
    attributes.put(EventAttributes.SIGNATURE, Es256.sign(keys.getPrivate(), message));
    return new WireEvent(TOPIC, "a", attributes, VALUE);
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
