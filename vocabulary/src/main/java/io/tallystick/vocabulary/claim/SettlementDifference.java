package io.tallystick.vocabulary.claim;

import io.tallystick.vocabulary.money.Money;

/**
 * What a later settlement adds to the ones before it, or takes back; behind the settlement's
 * commitment.
 *
 * @param settlement the settlement's number, 2 or more
 * @param before what all earlier ones pay the provider together
 * @param after what the new decision pays in all: {@code after - before} is due, or owed back
 */
public record SettlementDifference(String claimId, int settlement, Money before, Money after) {}
