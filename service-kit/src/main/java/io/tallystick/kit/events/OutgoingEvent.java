package io.tallystick.kit.events;

import io.tallystick.kit.ledger.LedgerReceipt;
import java.util.Objects;

/**
 * @param type e.g. {@code claim.submitted}
 * @param recipientOrg org id of the one institution that receives it
 * @param topicFamily {@code claims}, {@code records} or {@code consents}
 * @param aggregateId the Kafka key: events of one aggregate arrive in order
 * @param receipt the ledger fact it rests on; null if it rests on none
 * @param content a record of {@code io.tallystick.kit.events.content}
 * @param sealed encrypt to the recipient's key; false only for content by reference
 */
public record OutgoingEvent(
    String type,
    String recipientOrg,
    String topicFamily,
    String aggregateId,
    LedgerReceipt receipt,
    Record content,
    boolean sealed) {

  public static final String CLAIMS = "claims";
  public static final String RECORDS = "records";
  public static final String CONSENTS = "consents";

  public OutgoingEvent {
    Objects.requireNonNull(type);
    Objects.requireNonNull(recipientOrg);
    Objects.requireNonNull(topicFamily);
    Objects.requireNonNull(aggregateId);
    Objects.requireNonNull(content);
  }
}
