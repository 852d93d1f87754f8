package io.tallystick.ledger.lifecycle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A chaincode package of type {@code ccaas}, as {@code peer lifecycle chaincode package} makes it:
 * a tar.gz with {@code metadata.json} and {@code code.tar.gz}, in which {@code connection.json}
 * says where the chaincode listens.
 *
 * @param address host:port
 */
record PackageFile(String label, String address) {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]*");
  private static final int MAX_BYTES = 16 << 20;
  private static final int TAR_BLOCK = 512;
  private static final int MAX_PORT = 65_535;

  private record Metadata(String type, String label) {}

  private record Connection(String address, boolean tls_required) {}

  static PackageFile parse(byte[] bytes) {
    var files = unpack(bytes, "could not parse as a chaincode install package");
    var metadata = json(files, "metadata.json", Metadata.class);
    var label = metadata.label() == null ? "" : metadata.label();
    if (!LABEL.matcher(label).matches()) {
      throw new LifecycleException(
          "could not parse as a chaincode install package: invalid label '%s'. Label must be non-empty, can only consist of alphanumerics, symbols from '.+-_', and can only begin with alphanumerics"
              .formatted(label));
    }
    if (!"ccaas".equals(metadata.type()) && !"external".equals(metadata.type())) {
      throw new LifecycleException(
          "could not build chaincode: this ledger runs chaincode as a service (type 'ccaas'), not type '%s'"
              .formatted(metadata.type()));
    }
    var code = unpack(file(files, "code.tar.gz"), "could not build chaincode");
    var connection = json(code, "connection.json", Connection.class);
    if (connection.tls_required()) {
      throw new LifecycleException(
          "could not build chaincode: connection.json demands TLS, which this ledger doesn't speak with chaincode");
    }
    if (connection.address() == null || !isAddress(connection.address())) {
      throw new LifecycleException(
          "could not build chaincode: connection.json names no address host:port");
    }
    return new PackageFile(label, connection.address());
  }

  private static boolean isAddress(String text) {
    return text.matches("[A-Za-z0-9._-]+:\\d{1,5}")
        && Integer.parseInt(text.substring(text.indexOf(':') + 1)) <= MAX_PORT;
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    var found = files.get(name);
    if (found == null) {
      throw new LifecycleException(
          "could not parse as a chaincode install package: did not find %s inside the package"
              .formatted(name));
    }
    return found;
  }

  private static <T> T json(Map<String, byte[]> files, String name, Class<T> type) {
    try {
      return JSON.readValue(file(files, name), type);
    } catch (JacksonException e) {
      throw new LifecycleException(
          "could not parse as a chaincode install package: could not unmarshal %s as json"
              .formatted(name));
    } catch (IOException e) {
      throw new LifecycleException("could not read " + name);
    }
  }

  /** The regular files of a tar.gz (POSIX ustar) by name. */
  private static Map<String, byte[]> unpack(byte[] bytes, String otherwise) {
    var files = new HashMap<String, byte[]>();
    try (var tar = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      var read = 0L;
      for (var header = tar.readNBytes(TAR_BLOCK);
          header.length == TAR_BLOCK && header[0] != 0;
          header = tar.readNBytes(TAR_BLOCK)) {
        var size = Math.toIntExact(Long.parseLong(text(header, 124, 12), 8));
        read += size;
        if (read > MAX_BYTES) {
          throw new LifecycleException(otherwise + ": the package is larger than 16 MiB unpacked");
        }
        var content = tar.readNBytes(size);
        tar.skipNBytes(Math.floorMod(-size, TAR_BLOCK));
        var type = header[156];
        if (type == '0' || type == 0) {
          files.put(text(header, 0, 100).replaceFirst("^\\./", ""), content);
        }
      }
      return files;
    } catch (IOException | NumberFormatException | ArithmeticException e) {
      throw new LifecycleException(otherwise + ": error reading as gzip stream: " + e.getMessage());
    }
  }

  private static String text(byte[] header, int from, int length) {
    var field = new String(header, from, length, StandardCharsets.US_ASCII);
    var end = field.indexOf('\0');
    return (end < 0 ? field : field.substring(0, end)).strip();
  }
}
