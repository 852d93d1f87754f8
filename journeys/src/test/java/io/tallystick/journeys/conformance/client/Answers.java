package io.tallystick.journeys.conformance.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** What a ledger answered, as text that two ledgers can be compared by. */
public final class Answers {

  /**
   * The result; or {@code CODE: message | detail | …} of a refusal: the gRPC status and what the
   * nodes said (gateway.ErrorDetail), each sentence once. Ids and addresses are left out.
   */
  public static String of(Callable<String> call) throws Exception {
    try {
      return call.call();
    } catch (Exception e) {
      return refusal(e);
    }
  }

  /** Of an exception that a gRPC status is the cause of; others are thrown on. */
  public static String refusal(Exception e) throws Exception {
    var status = Status.fromThrowable(e);
    if (!hasStatus(e)) {
      throw e;
    }
    var sentences =
        Stream.concat(
                Stream.of(status.getDescription()),
                details(e).stream().map(ErrorDetail::getMessage))
            .distinct()
            .toList();
    return neutral(status.getCode() + ": " + String.join(" | ", sentences));
  }

  private static boolean hasStatus(Throwable e) {
    return e != null
        && (e instanceof StatusRuntimeException
            || e instanceof StatusException
            || hasStatus(e.getCause()));
  }

  /** What each node said. */
  public static List<ErrorDetail> details(Exception e) {
    var status = StatusProto.fromThrowable(e);
    return status == null
        ? List.of()
        : status.getDetailsList().stream()
            .filter(any -> any.is(ErrorDetail.class))
            .map(
                any -> {
                  try {
                    return any.unpack(ErrorDetail.class);
                  } catch (InvalidProtocolBufferException malformed) {
                    throw new IllegalStateException(malformed);
                  }
                })
            .toList();
  }

  /** Without what differs from run to run. */
  public static String neutral(String text) {
    return text.replaceAll("\\b[0-9a-f]{64}\\b", "<txid>")
        .replaceAll("\\b[0-9a-f]{65,}\\b", "<bytes>")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>")
        .replaceAll("127\\.0\\.0\\.1:\\d+|localhost:\\d+", "<address>")
        .strip();
  }

  private Answers() {}
}
