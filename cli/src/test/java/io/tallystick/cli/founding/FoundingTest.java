package io.tallystick.cli.founding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallystick.cli.Tallystick;
import io.tallystick.devnet.genesis.FoundingList;
import io.tallystick.vocabulary.org.Org;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two institutions on a network of their own: from nothing to the transaction that founds them. */
class FoundingTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void a_founding_names_every_member_with_its_public_keys_only() throws Exception {
    var members = List.of(member("elm", "ElmMSP"), member("oak", "OakMSP"));
    assertThat(founding(members)).isZero();
    var args = JSON.readTree(folder.resolve("founding.json").toFile()).path("Args");
    assertThat(args.get(0).asText()).isEqualTo("org:bootstrap");
    var orgs = JSON.readTree(args.get(1).asText()).path("orgs");
    assertThat(orgs.findValuesAsText("id")).containsExactly("elm", "oak");
    var own = JSON.readTree(folder.resolve("elm/encryption.jwk").toFile());
    assertThat(orgs.get(0).at("/encryptionKey/x")).isEqualTo(own.path("x"));
    assertThat(own.path("d").asText()).isNotEmpty();
    assertThat(args.toString()).doesNotContain(own.path("d").asText());
  }

  @Test
  void each_member_makes_the_same_digest_of_the_list_itself() throws Exception {
    var members = List.of(member("elm", "ElmMSP"), member("oak", "OakMSP"));
    founding(members);
    var first = Files.readString(folder.resolve("founding.json"));
    founding(members);
    assertThat(folder.resolve("founding.json")).hasContent(first);
    var list = JSON.readTree(JSON.readTree(first).at("/Args/1").asText()).path("orgs").toString();
    var digest = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
    var read = members.stream().map(this::read).toList();
    assertThat(new FoundingList(read).digest()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void keys_that_are_there_stay() throws Exception {
    member("elm", "ElmMSP");
    var key = Files.readString(folder.resolve("elm/signing.jwk"));
    member("elm", "ElmMSP");
    assertThat(folder.resolve("elm/signing.jwk")).hasContent(key);
  }

  @Test
  void members_that_share_a_name_or_no_members_at_all_are_refused() throws Exception {
    assertThat(founding(List.of(member("elm", "ElmMSP"), member("oak", "ElmMSP")))).isNotZero();
    var other = Files.writeString(folder.resolve("other.json"), "{\"id\":");
    assertThat(founding(List.of(other))).isNotZero();
    assertThat(folder.resolve("founding.json")).doesNotExist();
  }

  private Path member(String id, String msp) {
    var made =
        Tallystick.commandLine()
            .execute(
                "member",
                folder.resolve(id).toString(),
                "--id",
                id,
                "--msp",
                msp,
                "--role",
                "hospital",
                "--issuer",
                "https://id." + id + ".example/realms/staff",
                "--endpoint",
                "https://gateway." + id + ".example");
    assertThat(made).isZero();
    return folder.resolve(id).resolve("member.json");
  }

  private int founding(List<Path> members) {
    var words = new ArrayList<>(List.of("founding", "--out", folder + "/founding.json"));
    members.forEach(member -> words.add(member.toString()));
    return Tallystick.commandLine().execute(words.toArray(String[]::new));
  }

  private Org read(Path member) {
    try {
      return JSON.readValue(member.toFile(), Org.class);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
