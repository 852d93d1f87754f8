package io.tallystick.devnet.part;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.tallystick.devnet.config.ConsortiumTopics;
import io.tallystick.devnet.config.KafkaLogins;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Topics, logins and rules of the broker. An institution reads its own topics and no other's, in
 * consumer groups of its own name, and writes to everybody's; dead letters are its own.
 */
final class KafkaAccess {

  private static final int PARTITIONS = 3;

  /** RFC 7677's least; the passwords are random, so more would buy nothing. */
  private static final int ITERATIONS = 4096;

  private static final int LIMIT_SECONDS = 20;

  private final String servers;
  private final Secrets secrets;

  KafkaAccess(String servers, Secrets secrets) {
    this.servers = servers;
    this.secrets = secrets;
  }

  /** Makes what isn't there yet, and returns once the broker goes by all of it. */
  void provide() throws Exception {
    var settings = new HashMap<String, Object>(KafkaLogins.devnet(secrets));
    settings.put("bootstrap.servers", servers);
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("request.timeout.ms", 5_000);
    try (var admin = Admin.create(settings)) {
      topics(admin);
      rules(admin);
      logins(admin);
      var inForce = new KafkaAccessInForce(servers, secrets);
      inForce.awaitRules(admin, rules());
      inForce.awaitLogins();
    }
  }

  private static void topics(Admin admin) throws Exception {
    var missing = new HashSet<>(ConsortiumTopics.all());
    missing.removeAll(admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS));
    admin
        .createTopics(
            missing.stream().map(name -> new NewTopic(name, PARTITIONS, (short) 1)).toList())
        .all()
        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static void rules(Admin admin) throws Exception {
    var missing = new HashSet<>(rules());
    missing.removeAll(
        admin.describeAcls(AclBindingFilter.ANY).values().get(LIMIT_SECONDS, TimeUnit.SECONDS));
    if (missing.isEmpty()) return;
    admin.createAcls(missing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private void logins(Admin admin) throws Exception {
    var there =
        admin.describeUserScramCredentials().all().get(LIMIT_SECONDS, TimeUnit.SECONDS).keySet();
    List<UserScramCredentialAlteration> missing = new ArrayList<>();
    for (var institution : Consortium.INSTITUTIONS) {
      if (!there.contains(institution.id())) missing.add(login(institution.id()));
    }
    if (missing.isEmpty()) return;
    admin.alterUserScramCredentials(missing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private UserScramCredentialUpsertion login(String org) {
    return new UserScramCredentialUpsertion(
        org,
        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS),
        secrets.kafka(org).getBytes(StandardCharsets.UTF_8));
  }

  private static List<AclBinding> rules() {
    return Consortium.INSTITUTIONS.stream().flatMap(each -> rules(each.id()).stream()).toList();
  }

  private static List<AclBinding> rules(String org) {
    var rules = new ArrayList<AclBinding>();
    for (var topic : ConsortiumTopics.of(org)) {
      rules.add(topic(org, READ, topic));
      rules.add(topic(org, READ, ConsortiumTopics.deadLetters(topic)));
      rules.add(topic(org, WRITE, ConsortiumTopics.deadLetters(topic)));
    }
    Consortium.INSTITUTIONS.stream()
        .map(Institution::id)
        .flatMap(to -> ConsortiumTopics.of(to).stream())
        .forEach(topic -> rules.add(topic(org, WRITE, topic)));
    var groups = new ResourcePattern(ResourceType.GROUP, org + "-", PatternType.PREFIXED);
    rules.add(rule(org, READ, groups));
    return rules;
  }

  private static AclBinding topic(String org, AclOperation may, String topic) {
    return rule(org, may, new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL));
  }

  private static AclBinding rule(String org, AclOperation may, ResourcePattern what) {
    return new AclBinding(
        what, new AccessControlEntry("User:" + org, "*", may, AclPermissionType.ALLOW));
  }
}
