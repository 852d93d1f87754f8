package io.tallystick.journeys.nophi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The same words in every dress in which they could lie on a disk. */
final class Encodings {

  static Map<String, byte[]> of(String needle) {
    var text = "{\"patient\":{\"display\":\"" + needle + "\"},\"active\":true}";
    var plain = text.getBytes(StandardCharsets.UTF_8);
    var dressed = new LinkedHashMap<String, byte[]>();
    dressed.put("plain", plain);
    dressed.put("capitals", text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    dressed.put("UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
    dressed.put("UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
    dressed.put("base64", Base64.getEncoder().encode(plain));
    dressed.put("base64url", Base64.getUrlEncoder().withoutPadding().encode(plain));
    dressed.put(
        "base64, a letter before it", ("Q" + base64(plain)).getBytes(StandardCharsets.US_ASCII));
    dressed.put("base64 twice", Base64.getEncoder().encode(Base64.getEncoder().encode(plain)));
    dressed.put("hex", HexFormat.of().formatHex(plain).getBytes(StandardCharsets.US_ASCII));
    dressed.put("gzip", gzip(plain));
    dressed.put("zlib", zlib(plain));
    dressed.put("zip", zip(plain));
    dressed.put("gzip in base64", Base64.getEncoder().encode(gzip(plain)));
    dressed.put("base64 in gzip", gzip(Base64.getEncoder().encode(plain)));
    return dressed;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] gzip(byte[] bytes) {
    return packed(
        out -> {
          try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
          }
        });
  }

  private static byte[] zlib(byte[] bytes) {
    return packed(
        out -> {
          try (var zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes);
          }
        });
  }

  private static byte[] zip(byte[] bytes) {
    return packed(
        out -> {
          try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("document.json"));
            zip.write(bytes);
          }
        });
  }

  private interface Packing {
    void into(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] packed(Packing packing) {
    var out = new ByteArrayOutputStream();
    try {
      packing.into(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private Encodings() {}
}
