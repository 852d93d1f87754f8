package io.tallystick.gateway.consents.app;

import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ConsentDecision;
import io.tallystick.vocabulary.consent.ConsentEvaluation;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.util.List;

/** What statements that are given with the question would decide; nothing is kept of either. */
public final class EvaluateConsents {

  private static final String NO_HEAD = "evaluate";

  public static ConsentDecision evaluate(
      List<ConsentStatement> statements, AccessRequest request, ResourceAttributes resource) {
    var set = new ConsentSet(NO_HEAD, NO_HEAD, request.grantee(), statements);
    return ConsentEvaluation.evaluate(set, request, resource);
  }

  private EvaluateConsents() {}
}
