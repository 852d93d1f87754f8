package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The channel's configuration as block 0 founds it and later configuration blocks change it. A
 * change is believed for the signatures of the orderers in force before it, who checked the
 * members' signatures on the update; that check isn't made again here.
 */
final class Configuration {

  private final String channel;
  private ChannelConfig now;
  private long since;

  private Configuration(String channel, ChannelConfig now) {
    this.channel = channel;
    this.now = now;
  }

  static Optional<Configuration> genesis(Block block, BiConsumer<Problem, String> report) {
    try {
      var payload = Payload.parseFrom(Envelope.parseFrom(block.getData().getData(0)).getPayload());
      var header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
      var config = ConfigEnvelope.parseFrom(payload.getData()).getConfig();
      return Optional.of(new Configuration(header.getChannelId(), ConfigReader.read(config)));
    } catch (InvalidProtocolBufferException | GeneralSecurityException | RuntimeException odd) {
      report.accept(Problem.CHANNEL_CONFIG, "block 0 holds no channel configuration");
      return Optional.empty();
    }
  }

  String channel() {
    return channel;
  }

  ChannelConfig now() {
    return now;
  }

  Unpack unpack() {
    return new Unpack(channel, now.members());
  }

  /** Which configuration block a block should name: itself, if it is one. */
  long named(Block block, long number) {
    return configures(block) ? number : since;
  }

  /** A configuration has a block of its own. */
  private boolean configures(Block block) {
    return block.getData().getDataCount() == 1 && isConfiguration(block.getData().getData(0));
  }

  boolean isConfiguration(ByteString envelope) {
    try {
      var payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
      return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getType()
          == HeaderType.CONFIG_VALUE;
    } catch (InvalidProtocolBufferException garbled) {
      return false;
    }
  }

  /** Block 0's envelope may bear no signature; every other is signed by a member. */
  TxValidationCode code(ByteString bytes) {
    try {
      var envelope = Envelope.parseFrom(bytes);
      var header = Payload.parseFrom(envelope.getPayload()).getHeader();
      var by = SignatureHeader.parseFrom(header.getSignatureHeader());
      boolean signed =
          now.members()
              .identify(by.getCreator())
              .filter(c -> c.signed(envelope.getSignature(), envelope.getPayload()))
              .isPresent();
      return signed || envelope.getSignature().isEmpty() && now.sequence() == 0
          ? TxValidationCode.VALID
          : TxValidationCode.BAD_CREATOR_SIGNATURE;
    } catch (InvalidProtocolBufferException garbled) {
      return TxValidationCode.BAD_PAYLOAD;
    }
  }

  /** Takes over what a configuration block says, for the blocks after it. */
  void follow(Block block, long number, BiConsumer<Problem, String> report) {
    if (number == 0 || !configures(block)) return;
    try {
      var payload = Payload.parseFrom(Envelope.parseFrom(block.getData().getData(0)).getPayload());
      var next = ConfigReader.read(ConfigEnvelope.parseFrom(payload.getData()).getConfig());
      if (next.sequence() != now.sequence() + 1) {
        report.accept(Problem.CHANNEL_CONFIG, "its sequence doesn't follow");
      }
      now = next;
      since = number;
    } catch (InvalidProtocolBufferException | GeneralSecurityException | RuntimeException odd) {
      report.accept(Problem.CHANNEL_CONFIG, "its configuration can't be read");
    }
  }
}
