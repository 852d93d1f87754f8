package io.tallystick.kit.erasure;

import io.quarkus.arc.All;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.erasure.HeldContent.Retention;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ErasureReceipted;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.ledger.AccessOperation.GiveReceipt;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Erases what a revocation has taken the ground from or whose term is over, or retains it on
 * another ground, and says so on the ledger. What is told erased is erased in the transaction
 * before; what is retained is looked at again when its time is over.
 */
@ApplicationScoped
public class GiveReceipts implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(GiveReceipts.class);
  private static final String KIND = "access.receipt";
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final List<HeldContent> held;
  private final OwedReceipts owed;
  private final Transactions transactions;
  private final LedgerView ledger;
  private final LedgerCommands commands;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;
  private final String ownOrg;

  GiveReceipts(
      @All List<HeldContent> held,
      OwedReceipts owed,
      Transactions transactions,
      LedgerView ledger,
      LedgerCommands commands,
      Outbox outbox,
      Ids ids,
      Clock clock,
      TallystickConfig config) {
    this.held = held;
    this.owed = owed;
    this.transactions = transactions;
    this.ledger = ledger;
    this.commands = commands;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
    this.ownOrg = config.org().id();
  }

  /** Whether this service keeps anything that a receipt could be about. */
  boolean isHolder() {
    return !held.isEmpty();
  }

  /** Gives all that are due, each in a transaction of its own. */
  void giveDue() {
    transactions.useTransaction(this::oweWhatIsOver);
    while (transactions.inTransaction(this::giveNext)) {}
  }

  private void oweWhatIsOver(Handle tx) {
    held.stream()
        .flatMap(content -> content.termsOver(tx, clock.instant()).stream())
        .sorted()
        .forEach(accessId -> owed.owe(tx, accessId));
  }

  private boolean giveNext(Handle tx) {
    var due = owed.nextDue(tx);
    due.ifPresent(accessId -> give(tx, accessId));
    return due.isPresent();
  }

  private void give(Handle tx, String accessId) {
    var access = ledger.entry(LedgerKeys.access(accessId), Access.class);
    if (access.isEmpty()) {
      owed.dueAt(tx, accessId, clock.instant().plus(AGAIN)); // the own copy isn't there yet
    } else if (!owes(access.get())) {
      owed.notOwed(tx, accessId);
    } else {
      give(tx, access.get());
    }
  }

  /** Whether a receipt is owed by this institution, as the own copy of the ledger has it. */
  boolean owes(String accessId) {
    return ledger.entry(LedgerKeys.access(accessId), Access.class).filter(this::owes).isPresent();
  }

  private boolean owes(Access access) {
    var head =
        Optional.ofNullable(access.headId())
            .flatMap(id -> ledger.entry(LedgerKeys.consent(id), ConsentHead.class));
    return ownOrg.equals(access.grantee())
        && access.owesReceipt(head.orElse(null), clock.instant());
  }

  private void give(Handle tx, Access access) {
    var kept = retention(tx, access);
    if (kept.filter(retention -> isSaid(retention, access)).isPresent()) {
      owed.dueAt(tx, access.accessId(), kept.get().until());
      return;
    }
    if (kept.isEmpty()) held.forEach(h -> h.erase(tx, access.accessId()));
    owed.dueAt(tx, access.accessId(), null);
    commands.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            new GiveReceipt(
                ids.next(),
                access.accessId(),
                access.version(),
                kept.isPresent() ? Disposition.RETAINED : Disposition.ERASED,
                kept.map(Retention::ground).orElse(null),
                kept.map(Retention::until).orElse(null)),
            null,
            List.of(access.custodian(), ownOrg),
            access.accessId()));
  }

  /** No ground outlasts the term under which the content was given. */
  private Optional<Retention> retention(Handle tx, Access access) {
    if (access.termOver(clock.instant())) return Optional.empty();
    var term = access.eraseBy();
    return held.stream()
        .flatMap(content -> content.retention(tx, access).stream())
        .findFirst()
        .map(kept -> term == null || kept.until().isBefore(term) ? kept : kept.until(term));
  }

  /** A receipt that says the same again would say nothing. */
  private boolean isSaid(Retention retention, Access access) {
    var receipt = access.receipt();
    return receipt != null
        && receipt.disposition() == Disposition.RETAINED
        && receipt.ground() == retention.ground()
        && Objects.equals(receipt.until(), retention.until())
        && clock.instant().isBefore(receipt.until());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var given = (GiveReceipt) command.operation();
    owed.dueAt(tx, given.accessId(), given.until());
    var custodian = command.endorsingOrgIds().stream().filter(id -> !id.equals(ownOrg)).findFirst();
    outbox.add(
        tx,
        new OutgoingEvent(
            "erasure.receipted",
            custodian.orElseThrow(),
            OutgoingEvent.RECORDS,
            given.accessId(),
            receipt,
            new ErasureReceipted(
                given.accessId(),
                given.disposition().name(),
                given.ground() == null ? null : given.ground().name(),
                given.until()),
            false));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var given = (GiveReceipt) command.operation();
    LOG.infof("receipt for %s refused by the ledger: %s", given.accessId(), why.code());
    if (why.code() == RefusalCode.RECEIPT_NOT_OWED) {
      owed.notOwed(tx, given.accessId());
    } else {
      owed.dueAt(tx, given.accessId(), clock.instant().plus(AGAIN));
    }
  }
}
