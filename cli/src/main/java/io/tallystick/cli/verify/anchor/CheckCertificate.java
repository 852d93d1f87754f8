package io.tallystick.cli.verify.anchor;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.cli.verify.chain.BlockProof;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.EntryType;
import io.tallystick.vocabulary.ledger.LedgerEntry.Operation;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Rechecks a certificate with nothing but itself. What remains to be trusted is the configuration
 * block's hash: whoever knows the consortium compares it.
 */
public final class CheckCertificate {

  private static final int ANY_TWO = 2;

  private final Certificate certificate;
  private final List<String> problems = new ArrayList<>();

  private CheckCertificate(Certificate certificate) {
    this.certificate = certificate;
  }

  /**
   * @param opened the document in hand; null to check all but that
   * @return what doesn't hold, in words
   */
  public static List<String> problems(Certificate certificate, Opened opened) {
    var check = new CheckCertificate(certificate);
    try {
      check.check();
      if (opened != null) check.document(opened);
    } catch (InvalidProtocolBufferException | RuntimeException garbled) {
      check.problems.add("it can't be read: a part is missing or garbled");
    }
    return check.problems;
  }

  /** SHA-256 of the header of the configuration block that it rests on, hexadecimal. */
  public static String configurationHash(Certificate certificate) {
    try {
      return hash(Block.parseFrom(certificate.proof().configuration()));
    } catch (InvalidProtocolBufferException garbled) {
      return "";
    }
  }

  private void check() throws InvalidProtocolBufferException {
    require(Certificate.FORMAT.equals(certificate.format()), "it has another format");
    var block = Block.parseFrom(certificate.proof().block());
    var configuration = Block.parseFrom(certificate.proof().configuration());
    var place = certificate.place();
    var header = block.getHeader();
    require(header.getNumber() == place.block(), "the block has another number");
    require(hash(block).equals(place.headerHash()), "the block has another hash");
    require(
        HexFormat.of()
            .formatHex(header.getPreviousHash().toByteArray())
            .equals(place.previousHash()),
        "the block follows another");
    require(
        BlockProof.configurationOf(block) == configuration.getHeader().getNumber(),
        "the configuration is another than the block's");
    BlockProof.of(configuration, block, place.index(), certificate.chaincode(), problems::add)
        .ifPresent(this::compare);
  }

  private void compare(BlockProof proof) {
    var said = certificate.transaction();
    require(proof.channel().equals(certificate.channel()), "it is of another channel");
    require(proof.txid().equals(said.txid()), "the transaction has another id");
    require(proof.at().equals(said.at()), "the transaction has another time");
    require(proof.creatorMsp().equals(said.submittedBy()), "another submitted it");
    require(proof.endorserMsps().equals(new TreeSet<>(said.endorsedBy())), "others endorsed it");
    require(proof.endorserMsps().size() >= ANY_TWO, "fewer than two organisations endorsed it");
    require(
        proof.orderers().equals(new TreeSet<>(certificate.place().orderedBy())),
        "others ordered the block");
    var entry = certificate.entry();
    var written = proof.writes().get(entry.key());
    require(
        written != null && written.toStringUtf8().equals(entry.json()),
        "the transaction didn't write that entry");
    require(operations(proof, entry.key()).contains(said.name()), "another operation wrote it");
    var read = CanonicalJson.read(entry.json(), EntryType.of(entry.key()).orElseThrow().type());
    var field = Anchor.field(read, certificate.commitment());
    require(field.equals(Optional.of(entry.field())), "the entry holds another commitment");
  }

  /** What the transaction says it did to an entry. */
  private static Set<String> operations(BlockProof proof, String key) {
    var names = new TreeSet<String>();
    for (var write : proof.writes().entrySet()) {
      if (EntryType.of(write.getKey()).filter(EntryType.OPERATION::equals).isEmpty()) continue;
      var done = CanonicalJson.read(write.getValue().toStringUtf8(), Operation.class);
      boolean wrote = done.key().equals(key) || done.also() != null && done.also().contains(key);
      if (wrote) names.add(done.transaction());
    }
    return names;
  }

  private void document(Opened opened) {
    require(
        Objects.equals(opened.leaf(), certificate.leaf()), "it is of another place in a record");
    require(
        opened.leadsThere() && opened.anchored().equals(certificate.commitment()),
        "it is of another document, or the salt is another");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) problems.add(otherwise);
  }

  private static String hash(Block block) {
    return HexFormat.of().formatHex(BlockProof.headerHash(block).toByteArray());
  }
}
