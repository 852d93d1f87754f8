package io.tallystick.chaincode.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Proposals;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Legality;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * A world state in memory with the default consortium, for the rules alone; Fabric itself is tested
 * elsewhere.
 */
final class World {

  static final String CHANNEL = "tallystick";

  final Map<String, byte[]> state = new HashMap<>();
  final KeyPair custodianKey = keyPair();
  Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final Random random = new Random(42);

  World() {
    var members =
        List.of(
            member("riverside", Org.Role.HOSPITAL),
            member("summit", Org.Role.HOSPITAL),
            member("harbor", Org.Role.INSURER),
            member("meridian", Org.Role.INSURER),
            member("authority", Org.Role.AUTHORITY));
    put(LedgerKeys.DIRECTORY, new OrgDirectory(members));
    put(LedgerKeys.PROPOSALS, new Proposals(List.of(), 1, now));
    var jwk = jwk(custodianKey);
    for (var member : members) {
      put(LedgerKeys.org(member.id()), org(member.id(), member.role(), jwk));
    }
  }

  /** The same world before anybody was there. */
  World unfounded() {
    state.clear();
    return this;
  }

  Org org(String id) {
    return get(LedgerKeys.org(id), Org.class);
  }

  static Org org(String id, Org.Role role, PublicJwk key) {
    return new Org(id, id + "MSP", role, key, key, "issuer", "endpoint", Org.Status.ACTIVE, 1);
  }

  /**
   * Runs one rule as {@code caller}; applies the writes and gives none, or gives the refusal's
   * code.
   */
  Optional<RefusalCode> as(String caller, Object opening, Function<Situation, Ruling> rule) {
    return switch (rule.apply(situation(caller, opening))) {
      case Ruling.Refused refused -> Optional.of(refused.why().code());
      case Ruling.Allowed allowed -> {
        allowed.writes().forEach(this::apply);
        yield Optional.empty();
      }
    };
  }

  /** Whatever a rule writes must look legal to those who only read the chain. */
  private void apply(Ruling.Write write) {
    var before = state.get(write.key());
    var type = write.entry().getClass();
    var previous = before == null ? null : CanonicalJson.read(before, type);
    var next = CanonicalJson.read(CanonicalJson.bytes(write.entry()), type);
    assertThat(Legality.problem(previous, next)).as(write.key()).isEmpty();
    put(write.key(), write.entry());
  }

  <T> T get(String key, Class<T> type) {
    return CanonicalJson.read(state.get(key), type);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  String id() {
    return String.format("%016x%016x", random.nextLong(), random.nextLong());
  }

  byte[] salt() {
    var salt = new byte[32];
    random.nextBytes(salt);
    return salt;
  }

  static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static PublicJwk jwk(KeyPair pair) {
    return PublicJwk.of((ECPublicKey) pair.getPublic());
  }

  private void put(String key, Object entry) {
    state.put(key, CanonicalJson.bytes(entry));
  }

  private static Member member(String id, Org.Role role) {
    return new Member(id, id + "MSP", role, Org.Status.ACTIVE, null);
  }

  private Situation situation(String caller, Object opening) {
    return new Situation() {
      @Override
      public Member caller() {
        return orgs().byId(caller).orElse(null);
      }

      @Override
      public Instant now() {
        return now;
      }

      @Override
      public String channel() {
        return CHANNEL;
      }

      @Override
      public OrgDirectory orgs() {
        return entry(LedgerKeys.DIRECTORY, OrgDirectory.class).orElse(new OrgDirectory(List.of()));
      }

      @Override
      public <T> Optional<T> entry(String key, Class<T> type) {
        return Optional.ofNullable(state.get(key)).map(json -> CanonicalJson.read(json, type));
      }

      @Override
      public <T> Optional<T> opening(Class<T> type) {
        return Optional.ofNullable(opening).map(type::cast);
      }
    };
  }
}
