package io.tallystick.journeys.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.vocabulary.money.Money;

/** More claims than the sample has. */
public final class Bills {

  /**
   * The same services for some cents more: another bill, where the same one again would be denied
   * as a duplicate (CARC 18) before anybody asks for evidence.
   */
  public static ImportedClaim dearer(ImportedClaim claim, long cents) {
    var changed = claim.claim().deepCopy();
    raise((ObjectNode) changed.at("/item/0/net"), cents);
    raise((ObjectNode) changed.path("total"), cents);
    return new ImportedClaim(
        claim.syntheaId(),
        claim.hospital(),
        claim.coverage(),
        claim.encounter(),
        claim.serviced(),
        claim.total().plus(new Money(cents, claim.total().currency())),
        changed,
        claim.original());
  }

  private static void raise(ObjectNode amount, long cents) {
    var more = new Money(cents, amount.path("currency").asText());
    var now = Money.of(amount.path("value").decimalValue(), more.currency());
    amount.put("value", now.plus(more).decimal());
  }

  private Bills() {}
}
