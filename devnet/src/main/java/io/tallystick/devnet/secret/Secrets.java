package io.tallystick.devnet.secret;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Json;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code secrets.json}: every password and client secret of one devnet, by name; made when first
 * asked for and the same from then on.
 */
public final class Secrets {

  /** Name of the administrator in Keycloak's master realm. */
  public static final String KEYCLOAK_ADMIN = "admin";

  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Home home;
  private final SortedMap<String, String> values;

  private Secrets(Home home, SortedMap<String, String> values) {
    this.home = home;
    this.values = values;
  }

  public static Secrets of(Home home) {
    return new Secrets(
        home,
        Json.read(home.secrets(), new TypeReference<SortedMap<String, String>>() {})
            .orElseGet(TreeMap::new));
  }

  /** Password of PostgreSQL's superuser {@code postgres}. */
  public String postgres() {
    return text("postgres");
  }

  /** Password of the role that owns the database of the same name. */
  public String database(String name) {
    return text("database." + name);
  }

  /** Password of {@link #KEYCLOAK_ADMIN}. */
  public String keycloakAdmin() {
    return text("keycloak.admin");
  }

  /** Secret of a confidential client in a realm. */
  public String client(String realm, String client) {
    return text("client." + realm + "." + client);
  }

  /** Password of a person in a realm, short enough to type. */
  public String person(String realm, String username) {
    return made("person." + realm + "." + username, () -> random(10));
  }

  /** Keys the portal encrypts its cookies with. */
  public String portal(String purpose) {
    return text("portal." + purpose);
  }

  /** Password of a broker's user: an institution, the broker itself, or devnet. */
  public String kafka(String user) {
    return text("kafka." + user);
  }

  /** Kafka spells a UUID as 22 characters of base64url. */
  public String kafkaClusterId() {
    return made("kafka.cluster-id", Secrets::clusterId);
  }

  private String text(String name) {
    return made(name, () -> random(32));
  }

  private synchronized String made(String name, Supplier<String> maker) {
    var value = values.get(name);
    if (value != null) return value;
    value = maker.get();
    values.put(name, value);
    OwnerOnly.write(home.secrets(), Json.text(values));
    return value;
  }

  private static String random(int length) {
    return RANDOM
        .ints(length, 0, ALPHABET.length())
        .collect(
            StringBuilder::new, (to, at) -> to.append(ALPHABET.charAt(at)), StringBuilder::append)
        .toString();
  }

  private static String clusterId() {
    var uuid = UUID.randomUUID();
    var bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return id.startsWith("-") ? clusterId() : id;
  }
}
