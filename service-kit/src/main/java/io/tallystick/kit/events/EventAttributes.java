package io.tallystick.kit.events;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names of the Kafka headers (CloudEvents 1.0, Kafka binding, binary mode) and what the sender
 * signs: all of them and the value, so that neither can be changed or combined anew on the way.
 */
public final class EventAttributes {

  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String OP_ID = "ce_opid";
  public static final String TXID = "ce_txid";
  public static final String BLOCK = "ce_block";
  public static final String LEDGER_VERSION = "ce_ledgerversion";

  /** CloudEvents' distributed tracing extension; absent outside of a trace. */
  public static final String TRACEPARENT = "ce_traceparent";

  public static final String CONTENT_TYPE = "content-type";

  /** ES256 of {@link #message} under the sending institution's signing key. */
  public static final String SIGNATURE = "ce_signature";

  /** In a dead letter: why it is one. */
  public static final String REASON = "tallystick_reason";

  /** The exact bytes that the sender signs. */
  public static byte[] message(Map<String, String> attributes, String topic, byte[] value) {
    var signed = new TreeMap<String, String>();
    attributes.forEach((name, text) -> put(signed, name, text));
    signed.put("topic", topic);
    signed.put("value", sha256(value));
    return CanonicalJson.bytes(signed);
  }

  private static void put(Map<String, String> signed, String name, String text) {
    if (name.startsWith("ce_") && !name.equals(SIGNATURE)) signed.put(name, text);
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private EventAttributes() {}
}
