package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.claim.SettlementDifference;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.SettleClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Settles a claim by what a decision on appeal changes. */
@ApplicationScoped
class SettleAgain {

  static final String KIND = "insurer.settle";

  private final TallystickConfig config;
  private final LedgerView ledger;
  private final LedgerCommands commands;
  private final SealedStore sealed;
  private final Ids ids;

  SettleAgain(
      TallystickConfig config,
      LedgerView ledger,
      LedgerCommands commands,
      SealedStore sealed,
      Ids ids) {
    this.config = config;
    this.ledger = ledger;
    this.commands = commands;
    this.sealed = sealed;
    this.ids = ids;
  }

  /**
   * @param file with the new answer, at the version that brought it
   * @param before what is paid by the settlements until now
   */
  void ask(Handle tx, CaseFile file, Money before) {
    int earlier =
        ledger
            .entry(LedgerKeys.claim(file.claimId()), LedgerEntry.Claim.class)
            .map(LedgerEntry.Claim::settlement)
            .map(LedgerEntry.Settlement::number)
            .orElse(0);
    var opId = ids.next();
    if (earlier == 0) {
      enqueue(tx, file, new SettleClaim(opId, file.claimId(), file.version()), null);
      return;
    }
    var difference =
        new SettlementDifference(file.claimId(), earlier + 1, before, file.paid().orElseThrow());
    var salted = new SaltedDocument(ids.salt(), CanonicalJson.bytes(difference));
    sealed.seal(tx, id(opId), salted.joined());
    var operation =
        new SettleClaim(opId, file.claimId(), file.version(), salted.commitment().hex());
    enqueue(tx, file, operation, new Opening.Document(salted.salt(), salted.document(), null));
  }

  /** The same once more at a later version: somebody moved the claim in between. */
  void askAgain(Handle tx, CaseFile file, SettleClaim refused, long version) {
    var opId = ids.next();
    var before = sealed.open(tx, id(refused.opId())).map(SaltedDocument::of);
    before.ifPresent(it -> sealed.seal(tx, id(opId), it.joined()));
    var operation = new SettleClaim(opId, file.claimId(), version, refused.differenceCommitment());
    var opening =
        before.map(it -> new Opening.Document(it.salt(), it.document(), null)).orElse(null);
    enqueue(tx, file, operation, opening);
  }

  Optional<SaltedDocument> difference(Handle tx, String opId) {
    return sealed.open(tx, id(opId)).map(SaltedDocument::of);
  }

  private void enqueue(Handle tx, CaseFile file, SettleClaim operation, Opening opening) {
    commands.enqueue(
        tx,
        new LedgerCommand(
            KIND, operation, opening, List.of(file.provider(), config.org().id()), file.claimId()));
  }

  private static String id(String opId) {
    return "difference/" + opId;
  }
}
