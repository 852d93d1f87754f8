package io.tallystick.vocabulary.ledger;

/** A contract's refusal as it travels in the chaincode's error message, as canonical JSON. */
public record Refusal(RefusalCode code, String detail) {}
