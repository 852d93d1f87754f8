package io.tallystick.kit.events.inbox;

import io.tallystick.kit.events.EventAttributes;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.Topics;
import io.tallystick.kit.events.outbox.EventProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Keeps an event that can never be acted on, as it came, with the reason in a header. */
@ApplicationScoped
class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final EventProducer producer;
  private final ConsumerLag lag;

  DeadLetters(EventProducer producer, ConsumerLag lag) {
    this.producer = producer;
    this.lag = lag;
  }

  /**
   * @return false if it could not be kept, and so isn't done
   */
  boolean bury(ConsumerRecord<String, byte[]> record, PoisonEvent poison) {
    var topic = Topics.deadLetters(record.topic());
    var letter = new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
    letter
        .headers()
        .remove(EventAttributes.REASON)
        .add(EventAttributes.REASON, poison.reason().getBytes(StandardCharsets.UTF_8));
    try {
      producer.send(letter).get();
      LOG.warnf(
          "%s-%d@%d is a dead letter: %s",
          record.topic(), record.partition(), record.offset(), poison.reason());
      lag.count("any", "dead");
      return true;
    } catch (ExecutionException notKept) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
