package io.tallystick.ledger.identity;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * ECDSA signatures over P-256 come in pairs (r, s) and (r, n - s). Fabric accepts only the one with
 * the low s, so that nobody can make a second valid signature out of a first.
 */
final class LowS {

  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger HALF = ORDER.shiftRight(1);

  private LowS() {}

  static boolean holds(byte[] signature) {
    try {
      return s(ASN1Sequence.getInstance(signature)).compareTo(HALF) <= 0;
    } catch (RuntimeException malformed) {
      // The parser names what it dislikes in many ways; no bytes at all are a NullPointerException.
      return false;
    }
  }

  static byte[] enforce(byte[] signature) {
    var pair = ASN1Sequence.getInstance(signature);
    if (s(pair).compareTo(HALF) <= 0) {
      return signature;
    }
    try {
      var low = new ASN1Integer(ORDER.subtract(s(pair)));
      return new DERSequence(new ASN1Encodable[] {pair.getObjectAt(0), low}).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger s(ASN1Sequence pair) {
    return ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
  }
}
