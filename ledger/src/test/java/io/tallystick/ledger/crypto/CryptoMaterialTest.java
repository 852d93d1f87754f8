package io.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CryptoMaterialTest {

  @TempDir Path folder;

  @Test
  void enrolling_again_gives_the_same_identity_also_concurrently() throws Exception {
    var first = CryptoMaterial.enroll(folder, "riverside", "claim-service");
    var certificate = Files.readString(first.certificate());

    var again =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> CryptoMaterial.enroll(folder, "riverside", "claim-service"))
            .toList();

    assertThat(again).containsOnly(first);
    assertThat(Files.readString(first.certificate())).isEqualTo(certificate);
    assertThat(first.mspId()).isEqualTo("RiversideMSP");
    assertThat(Pem.certificate(first.certificate()).getSubjectX500Principal().getName())
        .contains("OU=client", "CN=claim-service");
  }

  @Test
  void everything_is_readable_by_its_owner_alone() throws IOException {
    var crypto = folder.resolve("crypto");
    CryptoMaterial.enroll(crypto, "riverside", "claim-service");
    CryptoMaterial.orderer(crypto);
    try (var files = Files.walk(crypto)) {
      assertThat(files.filter(f -> !f.getFileName().toString().equals(".lock")))
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
  }
}
