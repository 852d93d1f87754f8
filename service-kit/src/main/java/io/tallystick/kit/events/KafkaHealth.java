package io.tallystick.kit.events;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a broker answers within two seconds. */
@Readiness
@ApplicationScoped
class KafkaHealth implements HealthCheck {

  private static final int PATIENCE_MILLIS = 2_000;

  private final KafkaConnection connection;
  private Admin admin;

  KafkaHealth(KafkaConnection connection) {
    this.connection = connection;
  }

  @Override
  public synchronized HealthCheckResponse call() {
    return HealthCheckResponse.named("kafka").status(answers()).build();
  }

  private boolean answers() {
    try {
      if (admin == null) admin = create();
      admin.describeCluster().nodes().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException | RuntimeException away) {
      return false;
    }
  }

  private Admin create() {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return Admin.create(connection.with(config));
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) admin.close(Duration.ZERO);
  }
}
