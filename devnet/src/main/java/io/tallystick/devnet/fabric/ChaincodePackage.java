package io.tallystick.devnet.fabric;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * A chaincode package of type {@code ccaas} (Fabric docs, "Running Chaincode as an External
 * Service"): where to connect, and nothing to run. Same content, same bytes, so that its id is
 * known before anything is installed.
 *
 * @param label name and version
 */
record ChaincodePackage(String label, byte[] bytes) {

  static ChaincodePackage of(FabricChaincode chaincode, String address) {
    var label = chaincode.name() + "_" + chaincode.version();
    var connection =
        "{\"address\":\"" + address + "\",\"dial_timeout\":\"10s\",\"tls_required\":false}";
    var metadata = "{\"type\":\"ccaas\",\"label\":\"" + label + "\"}";
    var code = archive("connection.json", connection.getBytes(StandardCharsets.UTF_8));
    var content =
        archive("metadata.json", metadata.getBytes(StandardCharsets.UTF_8), "code.tar.gz", code);
    return new ChaincodePackage(label, content);
  }

  /** As the peer computes it: label, colon, SHA-256 of the package. */
  String id() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return label + ":" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] archive(Object... namesAndContents) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        var content = (byte[]) namesAndContents[i + 1];
        var entry = new TarArchiveEntry((String) namesAndContents[i]);
        entry.setSize(content.length);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
