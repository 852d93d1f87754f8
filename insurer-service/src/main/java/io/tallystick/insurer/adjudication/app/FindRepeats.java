package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.EarlierTest;
import io.tallystick.insurer.adjudication.domain.Repeats;
import io.tallystick.insurer.plans.domain.ServiceLine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Claim;
import org.jdbi.v3.core.Handle;

/** Which lines bill again what another provider billed for the member, and which say why. */
@ApplicationScoped
public class FindRepeats {

  /**
   * {@code Claim.item.modifier} codes that give a reason: CPT modifiers 76, 77 (repeated by the
   * same, by another physician) and 91 (repeated laboratory test, clinically needed).
   */
  private static final Set<String> REASONS = Set.of("76", "77", "91");

  /**
   * {@code Claim.supportingInfo} of this category says, in words or by a code, why the lines that
   * name it are repeated.
   */
  private static final String CATEGORY = "repeat-reason";

  private final BilledTests tests;

  public FindRepeats(BilledTests tests) {
    this.tests = tests;
  }

  /**
   * @param file of a known member, who is locked
   */
  Repeats find(Handle tx, CaseFile file, Billed billed, List<ServiceLine> lines) {
    if (!file.asksForPayment() || file.memberId().isEmpty()) return Repeats.NONE;
    tests.note(tx, file.claimId(), lines);
    var earlier = new TreeMap<Integer, List<EarlierTest>>();
    for (var line : lines) {
      var found =
          line.code().code() == null ? List.<EarlierTest>of() : tests.earlier(tx, file, line);
      if (!found.isEmpty()) earlier.put(line.sequence(), found);
    }
    return earlier.isEmpty() ? Repeats.NONE : new Repeats(earlier, explained(billed.resource()));
  }

  static Set<Integer> explained(Claim claim) {
    var reasons = new TreeSet<Integer>();
    for (var info : claim.getSupportingInfo()) {
      boolean told = info.hasValue() || info.hasReason() || info.hasCode();
      if (told
          && info.getCategory().getCoding().stream().anyMatch(c -> CATEGORY.equals(c.getCode()))) {
        reasons.add(info.getSequence());
      }
    }
    var explained = new TreeSet<Integer>();
    for (var item : claim.getItem()) {
      boolean modified =
          item.getModifier().stream()
              .flatMap(m -> m.getCoding().stream())
              .anyMatch(c -> REASONS.contains(c.getCode()));
      boolean named =
          item.getInformationSequence().stream().anyMatch(s -> reasons.contains(s.getValue()));
      if (modified || named) explained.add(item.getSequence());
    }
    return explained;
  }
}
