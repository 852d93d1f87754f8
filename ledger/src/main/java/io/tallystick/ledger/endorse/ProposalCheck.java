package io.tallystick.ledger.endorse;

import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.UnknownIdentityException;
import java.time.Clock;
import java.util.HexFormat;

/** Whether one organisation's peer executes a proposal at all (Fabric: auth filter, preProcess). */
final class ProposalCheck {

  private final String mspId;
  private final Membership members;
  private final Chain chain;
  private final Clock clock;

  ProposalCheck(String mspId, Membership members, Chain chain, Clock clock) {
    this.mspId = mspId;
    this.members = members;
    this.chain = chain;
    this.clock = clock;
  }

  /** Answers whose proposal it is. */
  Identity check(UnpackedProposal proposal) throws ProposalRefusedException {
    var creator = creator(proposal);
    if (creator != null && creator.expired(clock.instant())) {
      throw ProposalRefusedException.atTheDoor("proposal client identity expired");
    }
    proposal.checkHeaders();
    // What concerns no channel is for the peer's own organisation.
    if (creator == null || proposal.channel().isEmpty() && !creator.mspId().equals(mspId)) {
      throw denied(proposal, "channel [%s] creator org unknown, creator is malformed");
    }
    var signed = proposal.signed();
    if (!creator.signed(signed.getSignature(), signed.getProposalBytes())) {
      throw denied(proposal, "channel [%s] creator org [" + creator.mspId() + "]");
    }
    if (chain.transaction(proposal.txId()).isPresent()) {
      throw new ProposalRefusedException(
          "duplicate transaction found [%s]. Creator [%s]"
              .formatted(
                  proposal.txId(),
                  HexFormat.of().formatHex(proposal.signatureHeader().getCreator().toByteArray())));
    }
    return creator;
  }

  private Identity creator(UnpackedProposal proposal) {
    try {
      return members.identify(proposal.signatureHeader().getCreator());
    } catch (UnknownIdentityException e) {
      return null;
    }
  }

  private static ProposalRefusedException denied(UnpackedProposal proposal, String why) {
    return new ProposalRefusedException(
        "error validating proposal: access denied: " + why.formatted(proposal.channel()));
  }
}
