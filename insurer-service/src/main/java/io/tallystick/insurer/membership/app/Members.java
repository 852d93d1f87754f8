package io.tallystick.insurer.membership.app;

import io.tallystick.insurer.membership.domain.Beneficiary;
import io.tallystick.insurer.membership.domain.Coverage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who is insured here. */
public interface Members {

  /**
   * @param subject of the patients' realm, absent until linked
   */
  record Member(String memberId, Optional<String> subject, List<Coverage> coverages) {}

  Optional<Member> find(Handle tx, String memberId);

  List<Member> ofSubject(Handle tx, String subject);

  /** Writes the member unless there is one; says whether it is new. */
  boolean add(Handle tx, String memberId, Beneficiary beneficiary, Instant at);

  boolean bornOn(Handle tx, String memberId, LocalDate birthDate);

  Beneficiary beneficiary(Handle tx, String memberId);

  /**
   * @return false if the member was enrolled in this plan from this day before
   */
  boolean add(Handle tx, Coverage coverage);

  /**
   * @return false if there is no such member
   */
  boolean link(Handle tx, String memberId, String subject);

  /** Makes this transaction the only one that decides for this member, until it ends. */
  void lock(Handle tx, String memberId);
}
