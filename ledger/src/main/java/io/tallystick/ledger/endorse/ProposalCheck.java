package io.tallystick.ledger.endorse;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.UnknownIdentityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Whether one organisation's peer executes a proposal at all (Fabric: auth filter, preProcess). */
final class ProposalCheck {

  /** Fabric's core.yaml: peer.authentication.timewindow. */
  private static final Duration TIME_WINDOW = Duration.ofMinutes(15);

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
    checkDoor(proposal);
    proposal.checkHeaders();
    var creator = creator(proposal);
    // What concerns no channel is for the peer's own organisation.
    if (proposal.channel().isEmpty() && !creator.mspId().equals(mspId)) {
      throw stranger(proposal);
    }
    var signed = proposal.signed();
    if (!creator.signed(signed.getSignature(), signed.getProposalBytes())) {
      throw denied(proposal, creator.mspId());
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

  /** Fabric's filters in front of the endorser: the creator's expiry, the proposal's time. */
  private void checkDoor(UnpackedProposal proposal) throws ProposalRefusedException {
    var now = clock.instant();
    if (expired(proposal.signatureHeader().getCreator(), now)) {
      throw ProposalRefusedException.atTheDoor("proposal client identity expired");
    }
    var timestamp = proposal.channelHeader().getTimestamp();
    var sent = Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    if (Duration.between(sent, now).abs().compareTo(TIME_WINDOW) > 0) {
      throw ProposalRefusedException.atTheDoor(
          "request unauthorized due to incorrect timestamp %s, peer time %s, peer.authentication.timewindow %dm0s"
              .formatted(
                  sent.truncatedTo(ChronoUnit.SECONDS),
                  now.truncatedTo(ChronoUnit.SECONDS),
                  TIME_WINDOW.toMinutes()));
    }
  }

  private boolean expired(ByteString creator, Instant now) {
    try {
      return members.identify(creator).expired(now);
    } catch (UnknownIdentityException e) {
      return false; // refused later, for what it is
    }
  }

  private Identity creator(UnpackedProposal proposal) throws ProposalRefusedException {
    try {
      return members.identify(proposal.signatureHeader().getCreator());
    } catch (UnknownIdentityException e) {
      throw e.mspId().isPresent() ? denied(proposal, e.mspId().get()) : stranger(proposal);
    }
  }

  private static ProposalRefusedException stranger(UnpackedProposal proposal) {
    return new ProposalRefusedException(
        "error validating proposal: access denied: channel [%s] creator org unknown, creator is malformed"
            .formatted(proposal.channel()));
  }

  private static ProposalRefusedException denied(UnpackedProposal proposal, String mspId) {
    return new ProposalRefusedException(
        "error validating proposal: access denied: channel [%s] creator org [%s]"
            .formatted(proposal.channel(), mspId));
  }
}
