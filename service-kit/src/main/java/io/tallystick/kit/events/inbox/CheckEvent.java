package io.tallystick.kit.events.inbox;

import io.tallystick.kit.events.EventAttributes;
import io.tallystick.kit.events.EventBody;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * From what the broker delivered to what the service may act on: the sender's signature, the ledger
 * fact in the own copy of the chain, the seal, the shape. A consumer trusts no broker.
 */
@ApplicationScoped
class CheckEvent {

  private final Orgs orgs;
  private final LedgerView ledger;
  private final TailProgress tail;
  private final Envelopes envelopes;

  CheckEvent(Orgs orgs, LedgerView ledger, TailProgress tail, Envelopes envelopes) {
    this.orgs = orgs;
    this.ledger = ledger;
    this.tail = tail;
    this.envelopes = envelopes;
  }

  /**
   * @throws PoisonEvent if it can never be acted on
   * @throws BlockAhead if the tail hasn't read its block
   * @throws RetryEvent if the consortium isn't read yet
   */
  <C extends Record> ReceivedEvent<C> check(WireEvent event, Class<C> content) {
    // Whoever isn't a member can't make this service wait for a block that never comes.
    var sender = signer(event);
    if (event.opId().isEmpty()) requireActive(sender);
    var fact = event.opId().isPresent() ? fact(event, sender) : null;
    return new ReceivedEvent<>(
        event.id(),
        event.type(),
        sender,
        event.subject(),
        event.time(),
        fact,
        content(event, content));
  }

  /**
   * What the ledger took, it took of a member. For anything else a suspended member, or one that
   * has left, isn't heard any more.
   */
  private void requireActive(String sender) {
    orgs.byId(sender)
        .filter(org -> org.status() == Org.Status.ACTIVE)
        .orElseThrow(() -> new PoisonEvent("sender.not-active"));
  }

  private LedgerFact fact(WireEvent event, String sender) {
    if (tail.height() <= event.block()) throw new BlockAhead(sender, event.block());
    var fact =
        ledger
            .operation(event.opId().orElseThrow())
            .orElseThrow(() -> new PoisonEvent("ledger.unconfirmed"));
    boolean same =
        Long.toString(fact.version()).equals(event.attribute(EventAttributes.LEDGER_VERSION));
    if (!same) throw new PoisonEvent("ledger.contradicts");
    return fact;
  }

  private String signer(WireEvent event) {
    var sender = event.senderOrg();
    var org = orgs.byId(sender).orElseThrow(() -> unknown(sender));
    var message = EventAttributes.message(event.attributes(), event.topic(), event.value());
    if (!Es256.verifies(org.signingKey(), message, event.attribute(EventAttributes.SIGNATURE))) {
      throw new PoisonEvent("signature.invalid");
    }
    return sender;
  }

  private RuntimeException unknown(String sender) {
    return orgs.active().isEmpty()
        ? new RetryEvent("the consortium isn't read yet")
        : new PoisonEvent("sender.unknown");
  }

  private <C extends Record> C content(WireEvent event, Class<C> type) {
    try {
      var body = CanonicalJson.read(event.value(), EventBody.class);
      if (body.sealed() != null) return CanonicalJson.read(envelopes.open(body.sealed()), type);
      if (body.content() == null) throw new PoisonEvent("content.missing");
      return CanonicalJson.read(CanonicalJson.bytes(body.content()), type);
    } catch (CanonicalJson.MalformedJson malformed) {
      throw new PoisonEvent("content.malformed", malformed);
    } catch (SealBroken broken) {
      throw new PoisonEvent("seal.broken", broken);
    }
  }
}
