package io.tallystick.chaincode;

import io.grpc.stub.StreamObserver;
import io.tallystick.chaincode.bulk.BulkStream;
import io.tallystick.chaincode.bulk.BulkStub;
import java.io.IOException;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * Lets several peers share one chaincode server. The shim keeps its registration state in the
 * chaincode object: with one object for all, a peer that registers makes the transactions of the
 * others fall through ("Received TRANSACTION: cannot handle") until they time out. So each stream
 * gets an object of its own, and all of them the same contracts.
 */
final class PeerStreams extends ChaincodeBase {

  private final String id;
  private final Chaincode contracts;

  /**
   * @param id the package id that the streams register with
   */
  PeerStreams(String id, Chaincode contracts) {
    this.id = id;
    this.contracts = contracts;
    processEnvironmentOptions();
    processCommandLineOptions(new String[] {"-i", id});
  }

  @Override
  protected StreamObserver<ChaincodeMessage> connectToPeer(StreamObserver<ChaincodeMessage> peer)
      throws IOException {
    return new OneStream().connect(peer);
  }

  @Override
  public Response init(ChaincodeStub stub) {
    return contracts.init(stub);
  }

  @Override
  public Response invoke(ChaincodeStub stub) {
    return contracts.invoke(stub);
  }

  private final class OneStream extends ChaincodeBase {

    private BulkStream stream;

    private StreamObserver<ChaincodeMessage> connect(StreamObserver<ChaincodeMessage> peer)
        throws IOException {
      processEnvironmentOptions();
      processCommandLineOptions(new String[] {"-i", id});
      // Reads the settings: the shim expects it done, and would end the stream without.
      getChaincodeConfig();
      stream = new BulkStream(peer);
      return stream.before(connectToPeer(stream.peer()));
    }

    @Override
    public Response init(ChaincodeStub stub) {
      return contracts.init(stub);
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
      return BulkStub.execute(contracts, stub, stream);
    }
  }
}
