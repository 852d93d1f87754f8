package io.tallystick.vocabulary.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;

/** Against the example of RFC 7515 appendix A.3. */
class Es256Test {

  private static final PublicJwk KEY =
      new PublicJwk(
          "EC",
          "P-256",
          "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
  private static final byte[] MESSAGE =
      ("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
              + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
          .getBytes(StandardCharsets.US_ASCII);
  private static final String SIGNATURE =
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

  @Test
  void the_rfc_example_verifies() {
    assertThat(Es256.verifies(KEY, MESSAGE, SIGNATURE)).isTrue();
  }

  @Test
  void any_flipped_bit_of_the_message_is_refused() {
    for (int bit = 0; bit < MESSAGE.length * 8; bit += 7) {
      var other = MESSAGE.clone();
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Es256.verifies(KEY, other, SIGNATURE)).isFalse();
    }
  }

  @Test
  void malformed_signatures_are_refused_not_thrown() {
    for (var signature : new String[] {null, "", "!!", "AAAA", "A".repeat(86)}) {
      assertThat(Es256.verifies(KEY, MESSAGE, signature)).isFalse();
    }
  }

  @Test
  void a_key_has_one_spelling() {
    for (var x : new String[] {KEY.x() + "=", KEY.x().replaceFirst("U$", "V"), null, ""}) {
      assertThatThrownBy(() -> new PublicJwk("EC", "P-256", x, KEY.y()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_point_off_the_curve_is_no_key() {
    var off = new PublicJwk("EC", "P-256", KEY.x(), KEY.x());
    assertThatThrownBy(off::toKey).isInstanceOf(IllegalArgumentException.class);
    assertThat(Es256.verifies(off, MESSAGE, SIGNATURE)).isFalse();
  }

  @Test
  void what_this_side_signs_verifies_and_the_key_survives_its_jwk() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    for (int i = 0; i < 50; i++) {
      var pair = generator.generateKeyPair();
      var jwk = PublicJwk.of((ECPublicKey) pair.getPublic());
      assertThat(jwk.toKey()).isEqualTo(pair.getPublic());
      assertThat(Es256.verifies(jwk, MESSAGE, Es256.sign(pair.getPrivate(), MESSAGE))).isTrue();
      assertThat(Es256.verifies(KEY, MESSAGE, Es256.sign(pair.getPrivate(), MESSAGE))).isFalse();
    }
  }
}
