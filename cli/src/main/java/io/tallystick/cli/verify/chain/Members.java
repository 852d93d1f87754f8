package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.ledger.identity.Identity;
import java.security.cert.CertificateException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Who is who in one configuration of the channel. Safe for many threads: a block's transactions are
 * checked at once.
 */
final class Members {

  private static final int REMEMBERED = 10_000;

  private final Map<String, Msp> byId = new HashMap<>();
  private final Map<ByteString, Optional<Identity>> checked = new ConcurrentHashMap<>();

  Members(Collection<Msp> msps) {
    msps.forEach(msp -> byId.put(msp.id(), msp));
  }

  /**
   * The member behind serialised bytes ({@code msp.SerializedIdentity}); empty if there is none.
   */
  Optional<Identity> identify(ByteString serialized) {
    if (checked.size() > REMEMBERED) checked.clear();
    return checked.computeIfAbsent(serialized, this::check);
  }

  private Optional<Identity> check(ByteString serialized) {
    try {
      var claimed = SerializedIdentity.parseFrom(serialized);
      var msp = byId.get(claimed.getMspid());
      if (msp == null) return Optional.empty();
      var certificate = Pem.certificate(claimed.getIdBytes().toByteArray());
      return msp.roles(certificate)
          .map(roles -> new Identity(claimed.getMspid(), certificate, roles));
    } catch (InvalidProtocolBufferException | CertificateException | RuntimeException garbled) {
      // Providers name what they dislike in a certificate in many ways.
      return Optional.empty();
    }
  }
}
