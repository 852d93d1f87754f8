package io.tallystick.journeys.conformance.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.Person;
import java.time.Instant;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekNewest;
import org.hyperledger.fabric.protos.orderer.SeekNextCommit;
import org.hyperledger.fabric.protos.orderer.SeekOldest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.orderer.SeekSpecified;

/** A request for blocks (an envelope around SeekInfo), right unless it is changed. */
public final class BlockRequest {

  public static final SeekPosition OLDEST =
      SeekPosition.newBuilder().setOldest(SeekOldest.getDefaultInstance()).build();
  public static final SeekPosition NEWEST =
      SeekPosition.newBuilder().setNewest(SeekNewest.getDefaultInstance()).build();
  public static final SeekPosition NEXT_COMMIT =
      SeekPosition.newBuilder().setNextCommit(SeekNextCommit.getDefaultInstance()).build();

  private final SeekInfo.Builder seek = SeekInfo.newBuilder();
  private final ChannelHeader.Builder channelHeader = ChannelHeader.newBuilder();

  /** The block of this number. */
  public static SeekPosition number(long number) {
    return SeekPosition.newBuilder()
        .setSpecified(SeekSpecified.newBuilder().setNumber(number))
        .build();
  }

  /** Blocks from start to stop; a null is left out. */
  public BlockRequest(SeekPosition start, SeekPosition stop) {
    var now = Instant.now();
    channelHeader
        .setType(HeaderType.DELIVER_SEEK_INFO_VALUE)
        .setChannelId(LedgerUnderTest.CHANNEL)
        .setTimestamp(
            Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
    if (start != null) seek.setStart(start);
    if (stop != null) seek.setStop(stop);
  }

  public BlockRequest seek(Consumer<SeekInfo.Builder> change) {
    change.accept(seek);
    return this;
  }

  public BlockRequest channelHeader(Consumer<ChannelHeader.Builder> change) {
    change.accept(channelHeader);
    return this;
  }

  public Envelope signed(Person by) {
    var signatureHeader =
        SignatureHeader.newBuilder()
            .setCreator(by.serialized())
            .setNonce(ByteString.copyFromUtf8("a nonce of the test's"));
    var header =
        Header.newBuilder()
            .setChannelHeader(channelHeader.build().toByteString())
            .setSignatureHeader(signatureHeader.build().toByteString());
    var payload =
        Payload.newBuilder()
            .setHeader(header)
            .setData(seek.build().toByteString())
            .build()
            .toByteString();
    return Envelope.newBuilder().setPayload(payload).setSignature(by.sign(payload)).build();
  }
}
