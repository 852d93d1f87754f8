package io.tallystick.ledger.endorse;

import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.chaincode.Chaincodes;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.identity.UnknownIdentityException;
import io.tallystick.ledger.lifecycle.LifecycleContract;
import io.tallystick.ledger.lifecycle.RunningChaincodes;
import java.time.Clock;
import java.util.function.Supplier;

/** Makes the organisations' endorsers out of what they share. */
public record Endorsers(
    String channel,
    Membership members,
    Chain chain,
    RunningChaincodes running,
    Chaincodes chaincodes,
    Clock clock) {

  /** One organisation's peer. */
  public Endorser of(
      SigningIdentity signer, Supplier<String> address, LifecycleContract lifecycle) {
    var mspId = signer.mspId();
    try {
      return new Endorser(
          signer,
          members.identify(signer.serialized()),
          address,
          channel,
          new ProposalCheck(mspId, members, chain, clock),
          new ApplicationChaincode(mspId, channel, running, chaincodes),
          new SystemQueries(channel, chain),
          lifecycle);
    } catch (UnknownIdentityException e) {
      throw new IllegalStateException("the peer of " + mspId + " is no member of the channel", e);
    }
  }
}
