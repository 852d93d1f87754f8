package io.tallystick.kit.events.content;

import java.util.List;

/**
 * {@code record.published}, hospital-gateway to its own claim-service.
 *
 * @param encounters values of the record's encounter identifiers
 */
public record RecordPublished(String recordId, String patientId, List<String> encounters) {}
