package io.tallystick.ledger.endorse;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.tallystick.ledger.block.BlockHashes;
import io.tallystick.ledger.block.Chain;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.Response;

/** The system chaincode {@code qscc}: questions about the chain itself, with Fabric's wording. */
final class SystemQueries {

  static final String NAME = "qscc";

  private final String channel;
  private final Chain chain;

  SystemQueries(String channel, Chain chain) {
    this.channel = channel;
    this.chain = chain;
  }

  Response invoke(List<ByteString> args) {
    if (args.size() < 2) {
      return error("Incorrect number of arguments, " + args.size());
    }
    var function = args.get(0).toStringUtf8();
    if (!function.equals("GetChainInfo") && args.size() < 3) {
      return error("missing 3rd argument for " + function);
    }
    if (!args.get(1).toStringUtf8().equals(channel)) {
      return error("Invalid chain ID, " + args.get(1).toStringUtf8());
    }
    var raw = args.size() > 2 ? args.get(2) : ByteString.EMPTY;
    var argument = raw.toStringUtf8();
    return switch (function) {
      case "GetChainInfo" -> success(this::chainInfo, "Failed to get block info with error ");
      case "GetBlockByNumber" -> blockByNumber(argument);
      case "GetBlockByHash" ->
          success(() -> blockOfHash(raw), "Failed to get block hash " + argument + ", error ");
      case "GetTransactionByID" ->
          success(
              () -> transaction(argument),
              "Failed to get transaction with id " + argument + ", error ");
      case "GetBlockByTxID" ->
          success(() -> blockOf(argument), "Failed to get block for txID " + argument + ", error ");
      default ->
          error(
              "access denied for [%s][%s]: [Unmapped policy for qscc/%s]"
                  .formatted(function, channel, function));
    };
  }

  private Response blockByNumber(String argument) {
    try {
      // Unsigned, as in Fabric; digits alone.
      var number = new BigInteger(argument.matches("[0-9]+") ? argument : "");
      if (number.bitLength() > Long.SIZE) {
        return unparsable(argument, "value out of range");
      }
      return success(
          () -> chain.block(number.longValue()),
          "Failed to get block number " + number + ", error ");
    } catch (NumberFormatException e) {
      return unparsable(argument, "invalid syntax");
    }
  }

  private static Response unparsable(String argument, String why) {
    return error(
        "Failed to parse block number with error strconv.ParseUint: parsing \"%s\": %s"
            .formatted(argument, why));
  }

  private MessageLite blockOfHash(ByteString hash) {
    return chain.block(
        chain
            .blockOfHash(hash)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no such block hash [%s] in index"
                            .formatted(HexFormat.of().formatHex(hash.toByteArray())))));
  }

  private BlockchainInfo chainInfo() {
    // The committed height, not the end of the files: a block is visible once it is applied.
    var height = chain.height();
    var header = chain.block(height - 1).getHeader();
    return BlockchainInfo.newBuilder()
        .setHeight(height)
        .setCurrentBlockHash(BlockHashes.headerHash(header))
        .setPreviousBlockHash(header.getPreviousHash())
        .build();
  }

  private ProcessedTransaction transaction(String id) {
    var index = chain.transaction(id).orElseThrow(() -> unknown(id));
    var bytes = chain.block(index.block()).getData().getData(index.transaction());
    try {
      return ProcessedTransaction.newBuilder()
          .setTransactionEnvelope(Envelope.parseFrom(bytes))
          .setValidationCode(index.code().getNumber())
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("transaction " + id + " is no envelope", e);
    }
  }

  private MessageLite blockOf(String id) {
    return chain.block(chain.transaction(id).orElseThrow(() -> unknown(id)).block());
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("no such transaction ID [" + id + "] in index");
  }

  private static Response success(Supplier<? extends MessageLite> answer, String otherwise) {
    try {
      return Response.newBuilder().setStatus(200).setPayload(answer.get().toByteString()).build();
    } catch (IllegalArgumentException e) {
      return error(otherwise + e.getMessage());
    }
  }

  private static Response error(String message) {
    return Response.newBuilder().setStatus(500).setMessage(message).build();
  }
}
