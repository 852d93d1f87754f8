package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The real way to be endorsed, with what peers can do to it. */
@Alternative
@Priority(1)
@Singleton
class FaultyEndorsing extends Endorsing {

  private final Set<String> poisonous = ConcurrentHashMap.newKeySet();
  private final Set<String> liedAbout = ConcurrentHashMap.newKeySet();

  FaultyEndorsing(LedgerConnection connection, Orgs orgs) {
    super(connection, orgs);
  }

  /** Makes the chaincode fail, in whatever company, until it is cured. */
  void poison(String opId) {
    poisonous.add(opId);
  }

  void cure(String opId) {
    poisonous.remove(opId);
  }

  /** Another institution's endorser refuses this one, once. */
  void lieOnceAbout(String opId) {
    liedAbout.add(opId);
  }

  @Override
  Endorsement endorse(List<LedgerCommand> commands) {
    if (commands.stream().anyMatch(command -> poisonous.contains(command.opId()))) {
      if (commands.size() > 1) return new Endorsement.NotTogether("the chaincode fails");
      throw new LedgerFault("the chaincode fails", null);
    }
    if (commands.size() == 1 && liedAbout.remove(commands.getFirst().opId())) {
      return new Endorsement.Refused(new Refusal(RefusalCode.WRONG_ORG, "a lie"), false);
    }
    return super.endorse(commands);
  }
}
