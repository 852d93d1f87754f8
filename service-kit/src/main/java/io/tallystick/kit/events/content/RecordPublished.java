package io.tallystick.kit.events.content;

/**
 * {@code record.published}, hospital-gateway to its own claim-service, by reference: whose record
 * it is and of which encounters, the hospital-gateway tells its own services, and no broker.
 */
public record RecordPublished(String recordId) {}
