package io.tallystick.cli.verify.copies;

import io.tallystick.cli.verify.meaning.Chronicle;
import io.tallystick.cli.verify.meaning.Held;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The claims desk's and the insurer's tables, and the claim documents that both keep. */
final class ClaimTables {

  private final Table facts = Table.ofAll();
  private final Table steps = Table.ofAll();
  private final Table book = Table.ofSome();
  private final Table remittances = Table.ofSome();
  private final Table cases = Table.ofSome();
  private final Table documents = Table.ofSome();
  private final Table answers = Table.ofSome();
  private final Table adjudications = Table.ofSome();

  ClaimTables(Chronicle chronicle, String org) {
    for (var forms : chronicle.forms().values()) {
      if (forms.getFirst().entry() instanceof Claim) addMoves(forms, org);
    }
  }

  /**
   * What a successor wrote again, word for word, moves nothing but in its own copy, as the first.
   */
  private void addMoves(List<Held> forms, String org) {
    Object last = null;
    for (var held : forms) {
      if (held.by() == null || !held.concerns(org) || held.entry().equals(last)) continue;
      add(held);
      last = held.entry();
    }
  }

  Map<String, Table> tables() {
    return Map.of(
        "claim_fact", facts,
        "claim_step", steps,
        "claim", book,
        "remittance", remittances,
        "claim_case", cases,
        "claim_document", documents,
        "answer_document", answers,
        "adjudication_document", adjudications);
  }

  private void add(Held held) {
    var claim = (Claim) held.entry();
    facts.add(claim.claimId(), fact(held, claim));
    steps.add(claim.claimId() + "/" + claim.version(), step(held, claim));
    var at = Form.at(held.block());
    if (claim.version() == 1) {
      book.add(
          claim.claimId(),
          Form.at(held.block())
              .with("payer", claim.payer())
              .with("use", claim.use())
              .with("submit_op", held.by().opId())
              .build());
      cases.add(
          claim.claimId(),
          Form.at(held.block())
              .with("provider", claim.provider())
              .with("use", claim.use())
              .build());
      documents.add(claim.claimId(), at.with("commitment", claim.commitment()).build());
    }
    // By the operation that brought it: a later one brings another.
    answers.add(held.by().opId(), commitment(held, claim.answerCommitment()));
    adjudications.add(held.by().opId(), commitment(held, claim.adjudicationCommitment()));
    if (claim.adjudicationCommitment() != null) {
      remittances.add(claim.claimId(), commitment(held, claim.adjudicationCommitment()));
    }
  }

  private static Form commitment(Held held, String commitment) {
    return Form.at(held.block()).with("commitment", commitment).build();
  }

  private static Form fact(Held held, Claim claim) {
    return Form.at(held.block())
        .with("provider", claim.provider())
        .with("payer", claim.payer())
        .with("use", claim.use())
        .with("state", claim.state())
        .with("version", claim.version())
        .with("pend_reason", claim.pendReason())
        .with("deadline", claim.deadline())
        .with("outcome", claim.outcome())
        .with("reason_codes", codes(claim))
        .with("submitted_at", claim.submittedAt())
        .with("at", claim.at())
        .with("txid", held.txid())
        .build();
  }

  private static Form step(Held held, Claim claim) {
    return Form.at(held.block())
        .with("step", stepName(held, claim))
        .with("state", claim.state())
        .with("note", claim.pendReason() != null ? claim.pendReason() : claim.outcome())
        .with("at", claim.at())
        .with("txid", held.txid())
        .with("block", held.block())
        .build();
  }

  private static String stepName(Held held, Claim claim) {
    var function = held.by().transaction().split(":")[1].toUpperCase(Locale.ROOT);
    return function.equals("ADJUDICATE") && claim.state() == State.SETTLED
        ? "ADJUDICATE_AND_SETTLE"
        : function;
  }

  private static String codes(Claim claim) {
    return String.join(",", Objects.requireNonNullElse(claim.reasonCodes(), List.of()));
  }
}
