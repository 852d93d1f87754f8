package io.tallystick.insurer.memberview.app;

import io.tallystick.insurer.adjudication.app.Answers;
import io.tallystick.insurer.adjudication.app.BilledClaims;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.membership.app.Members;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.jdbi.v3.core.Handle;

/** Claims as members and adjudicators may see them. */
@ApplicationScoped
public class FindClaims {

  /**
   * @param answer absent until it is decided
   */
  public record Found(CaseFile file, Claim claim, Optional<ClaimResponse> answer) {}

  private final Transactions transactions;
  private final Members members;
  private final CaseFiles cases;
  private final BilledClaims billedClaims;
  private final Answers answers;

  public FindClaims(
      Transactions transactions,
      Members members,
      CaseFiles cases,
      BilledClaims billedClaims,
      Answers answers) {
    this.transactions = transactions;
    this.members = members;
    this.cases = cases;
    this.billedClaims = billedClaims;
    this.answers = answers;
  }

  /** Claims of the members that are linked to this sign-in, the latest service first. */
  public List<CaseFile> ofSubject(String subject) {
    return transactions.inTransaction(tx -> cases.ofMembers(tx, memberIds(tx, subject)));
  }

  /** One claim, if the caller may see it; a claim of others doesn't exist for a member. */
  public Optional<Found> one(Caller caller, String claimId) {
    return transactions.inTransaction(
        tx -> cases.find(tx, claimId).filter(f -> maySee(tx, caller, f)).map(f -> found(tx, f)));
  }

  private boolean maySee(Handle tx, Caller caller, CaseFile file) {
    if (caller.isStaff("adjudicator")) return true;
    return caller.isPatient()
        && file.memberId().filter(memberIds(tx, caller.subject())::contains).isPresent();
  }

  private Found found(Handle tx, CaseFile file) {
    return new Found(file, billedClaims.open(tx, file.claimId()).resource(), answers.of(tx, file));
  }

  private Set<String> memberIds(Handle tx, String subject) {
    return members.ofSubject(tx, subject).stream()
        .map(Members.Member::memberId)
        .collect(Collectors.toSet());
  }
}
