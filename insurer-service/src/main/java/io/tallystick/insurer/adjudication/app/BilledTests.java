package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.EarlierTest;
import io.tallystick.insurer.plans.domain.ServiceLine;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What was billed when, by code; codes are blind. */
public interface BilledTests {

  /** Does nothing for lines that are noted. */
  void note(Handle tx, String claimId, List<ServiceLine> lines);

  /**
   * The same code of the same member in other providers' claims that stand, whenever. Call it under
   * the member's lock: of two claims at once, one sees the other.
   */
  List<EarlierTest> earlier(Handle tx, CaseFile file, ServiceLine line);
}
