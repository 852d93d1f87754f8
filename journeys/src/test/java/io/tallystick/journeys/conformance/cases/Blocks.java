package io.tallystick.journeys.conformance.cases;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.ledger.block.BlockHashes;
import io.tallystick.ledger.crypto.Pem;
import java.security.Signature;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Blocks as anybody can check them. After Fabric's protoutil/blockutils.go and verification. */
public final class Blocks extends CaseGroup {

  public Blocks(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private List<Block> all() throws Exception {
    client().submit("put", key(), "v");
    return chain().blocks(0, chain().height() - 1);
  }

  @Case("an unbroken chain from block 0")
  String each_block_names_the_hash_of_the_one_before() throws Exception {
    var previous = ByteString.EMPTY;
    long number = 0;
    for (var block : all()) {
      var header = block.getHeader();
      if (header.getNumber() != number++ || !header.getPreviousHash().equals(previous)) {
        return "broken at block " + header.getNumber();
      }
      previous = BlockHashes.headerHash(header);
    }
    return "an unbroken chain from block 0";
  }

  @Case("the hash of its data")
  String each_header_names_the_hash_of_its_data() throws Exception {
    for (var block : all()) {
      var data = ByteString.copyFrom(block.getData().getDataList());
      if (!block.getHeader().getDataHash().equals(BlockHashes.sha256(data))) {
        return "another in block " + block.getHeader().getNumber();
      }
    }
    return "the hash of its data";
  }

  @Case("a code for each transaction")
  String each_block_tells_a_code_for_each_transaction() throws Exception {
    for (var block : all()) {
      var codes =
          block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE).size();
      if (codes != block.getData().getDataCount()) {
        return codes + " in block " + block.getHeader().getNumber();
      }
    }
    return "a code for each transaction";
  }

  @Case("signed by the orderer")
  String each_block_after_the_first_is_signed_by_the_orderer() throws Exception {
    for (var block : all().stream().skip(1).toList()) {
      if (!signed(block)) {
        return "not signed: block " + block.getHeader().getNumber();
      }
    }
    return "signed by the orderer";
  }

  private static boolean signed(Block block) throws Exception {
    var metadata =
        Metadata.parseFrom(block.getMetadata().getMetadata(BlockMetadataIndex.SIGNATURES_VALUE));
    var signature = metadata.getSignatures(0);
    var creator = SignatureHeader.parseFrom(signature.getSignatureHeader()).getCreator();
    var certificate =
        Pem.certificate(SerializedIdentity.parseFrom(creator).getIdBytes().toByteArray());
    var verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(metadata.getValue().toByteArray());
    verifier.update(signature.getSignatureHeader().toByteArray());
    verifier.update(BlockHashes.headerBytes(block.getHeader()).toByteArray());
    return verifier.verify(signature.getSignature().toByteArray());
  }
}
