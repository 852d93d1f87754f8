package io.tallystick.insurer.adjudication.domain;

import io.tallystick.insurer.plans.domain.Benefit;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.vocabulary.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * Shares one covered line between plan and member: the deductible first, then the copay, then
 * coinsurance of what remains (half a minor unit up), never beyond what is left of the
 * out-of-pocket maximum. What the maximum takes off comes off coinsurance first, then copay, then
 * deductible.
 */
final class CostSharing {

  static LineResult price(ServiceLine line, Plan plan, Benefit benefit, Accumulated met) {
    var allowed = benefit.allowed(line.charge());
    var deductible =
        benefit.deductibleApplies()
            ? left(plan.deductible(), met.deductible()).min(allowed)
            : Money.zero(plan.currency());
    var afterDeductible = allowed.minus(deductible);
    var copay = benefit.copay().min(afterDeductible);
    var coinsurance = afterDeductible.minus(copay).share(benefit.coinsuranceBasisPoints());

    var room = left(plan.outOfPocketMaximum(), met.outOfPocket());
    deductible = deductible.min(room);
    copay = copay.min(room.minus(deductible));
    coinsurance = coinsurance.min(room.minus(deductible).minus(copay));

    return new LineResult(
        line.sequence(),
        line.charge(),
        allowed,
        allowed.minus(deductible).minus(copay).minus(coinsurance),
        List.of(
            new Adjustment(Carc.FEE_SCHEDULE, line.charge().minus(allowed)),
            new Adjustment(Carc.DEDUCTIBLE, deductible),
            new Adjustment(Carc.COPAY, copay),
            new Adjustment(Carc.COINSURANCE, coinsurance)),
        Optional.empty(),
        plan.reference() + " benefit." + line.category().key());
  }

  /** What is left of a limit; nothing if an earlier plan version's higher limit was met. */
  private static Money left(Money limit, Money met) {
    var left = limit.minus(met);
    return left.isNegative() ? Money.zero(limit.currency()) : left;
  }

  private CostSharing() {}
}
