package io.tallystick.devnet.part;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.config.KafkaLogins;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.secret.Secrets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.SaslAuthenticationException;

/**
 * Waits until the broker goes by what it was told. The controller answers once a change is in its
 * log; a broker takes it from there a moment later (KRaft). Until then it refuses a login, and a
 * Kafka client takes that refusal for final.
 */
final class KafkaAccessInForce {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String servers;
  private final Secrets secrets;
  private final long deadline = System.nanoTime() + LIMIT.toNanos();

  KafkaAccessInForce(String servers, Secrets secrets) {
    this.servers = servers;
    this.secrets = secrets;
  }

  /** Rules are described by the broker's own authorizer. */
  void awaitRules(Admin admin, Collection<AclBinding> rules) throws Exception {
    var missing = new HashSet<>(rules);
    while (true) {
      missing.removeAll(admin.describeAcls(AclBindingFilter.ANY).values().get());
      if (missing.isEmpty()) return;
      pauseOrFail("rules");
    }
  }

  /** Logins are only seen by logging in. */
  void awaitLogins() throws Exception {
    for (var institution : Consortium.INSTITUTIONS) {
      while (!logsIn(institution.id())) pauseOrFail("logins");
    }
  }

  private boolean logsIn(String org) throws Exception {
    var settings = new HashMap<String, Object>(KafkaLogins.of(secrets, org));
    settings.put("bootstrap.servers", servers);
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("request.timeout.ms", 5_000);
    try (var admin = Admin.create(settings)) {
      admin.describeCluster().clusterId().get();
      return true;
    } catch (ExecutionException refused) {
      if (refused.getCause() instanceof SaslAuthenticationException) return false;
      throw refused;
    }
  }

  private void pauseOrFail(String what) throws InterruptedException {
    if (System.nanoTime() > deadline) {
      throw new DevnetFailure("Kafka didn't take over its " + what + " in " + LIMIT + ".");
    }
    Thread.sleep(50);
  }
}
