package io.tallystick.devnet.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of a Java properties file, sorted, without the time that java.util's writer adds. */
public final class PropertiesText {

  public static String of(Map<String, String> properties) {
    return new TreeMap<>(properties)
        .entrySet().stream()
            .map(entry -> key(entry.getKey()) + "=" + escaped(entry.getValue()) + "\n")
            .collect(Collectors.joining());
  }

  private static String key(String text) {
    return escaped(text).replace("=", "\\=").replace(":", "\\:").replace(" ", "\\ ");
  }

  private static String escaped(String text) {
    var escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return escaped.startsWith(" ") ? "\\" + escaped : escaped;
  }

  private PropertiesText() {}
}
