package io.tallystick.ledger.gateway;

import com.google.protobuf.Any;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.endorse.Endorser;
import java.util.List;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** Errors as Fabric's gateway gives them: a status, a message and what each node said. */
final class GatewayErrors {

  private GatewayErrors() {}

  static StatusRuntimeException error(Status.Code code, String message) {
    return code.toStatus().withDescription(message).asRuntimeException();
  }

  static StatusRuntimeException error(Status.Code code, String message, List<ErrorDetail> details) {
    var status = com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(message);
    details.forEach(detail -> status.addDetails(Any.pack(detail)));
    return StatusProto.toStatusRuntimeException(status.build());
  }

  static ErrorDetail detail(Endorser endorser, String message) {
    return ErrorDetail.newBuilder()
        .setAddress(endorser.address())
        .setMspId(endorser.mspId())
        .setMessage(message)
        .build();
  }

  static ErrorDetail ofOrderer(String message) {
    return ErrorDetail.newBuilder()
        .setAddress(CryptoMaterial.ORDERER)
        .setMspId(CryptoMaterial.ORDERER_MSP)
        .setMessage(message)
        .build();
  }
}
