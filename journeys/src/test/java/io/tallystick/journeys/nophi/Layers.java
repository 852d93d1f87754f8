package io.tallystick.journeys.nophi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Searches bytes as they are and as what they hold: runs of base64 (either alphabet) and of
 * hexadecimal digits, gzip and zlib streams, members of zip archives, and those within each other.
 */
final class Layers {

  private static final int DEEPEST = 4;
  private static final int SHORTEST_RUN = 16;
  private static final int MOST_INFLATED = 64 << 20;

  private final NeedleSearch search;

  Layers(NeedleSearch search) {
    this.search = search;
  }

  /** Each needle with the way to it: {@code base64 > gzip: Abbott774}. */
  Set<String> search(byte[] bytes) {
    var found = new TreeSet<String>();
    search(bytes, bytes.length, "", 0, found);
    return found;
  }

  private void search(byte[] bytes, int length, String way, int depth, Set<String> found) {
    search.in(bytes, 0, length).forEach(needle -> found.add(way + needle));
    if (depth == DEEPEST) return;
    runs(bytes, length, way, depth, found);
    streams(bytes, length, way, depth, found);
  }

  private void runs(byte[] bytes, int length, String way, int depth, Set<String> found) {
    int start = 0;
    boolean hex = true;
    for (int i = 0; i <= length; i++) {
      if (i < length && isBase64(bytes[i])) {
        hex &= Character.digit(bytes[i], 16) >= 0;
        continue;
      }
      if (i - start >= SHORTEST_RUN) {
        if (hex) hexadecimal(bytes, start, i, way, depth, found);
        base64(bytes, start, i, way, depth, found);
      }
      start = i + 1;
      hex = true;
    }
  }

  /** At each of the four alignments: a letter before the text may look like part of it. */
  private void base64(byte[] bytes, int from, int to, String way, int depth, Set<String> found) {
    for (int shift = 0; shift < 4; shift++) {
      int usable = (to - from - shift) / 4 * 4 + tail((to - from - shift) % 4);
      if (usable < SHORTEST_RUN) continue;
      var text = Arrays.copyOfRange(bytes, from + shift, from + shift + usable);
      for (int i = 0; i < text.length; i++) {
        if (text[i] == '-') text[i] = '+';
        if (text[i] == '_') text[i] = '/';
      }
      inner(Base64.getDecoder().decode(text), way + "base64 > ", depth, found);
    }
  }

  /** Two or three letters more make one or two bytes more; one letter makes none. */
  private static int tail(int letters) {
    return letters == 1 ? 0 : letters;
  }

  private void hexadecimal(
      byte[] bytes, int from, int to, String way, int depth, Set<String> found) {
    for (int shift = 0; shift < 2; shift++) {
      int usable = (to - from - shift) / 2 * 2;
      var text = new String(bytes, from + shift, usable, StandardCharsets.US_ASCII);
      inner(HexFormat.of().parseHex(text), way + "hex > ", depth, found);
    }
  }

  private void streams(byte[] bytes, int length, String way, int depth, Set<String> found) {
    for (int i = 0; i + 2 < length; i++) {
      if (bytes[i] == 0x1F && (bytes[i + 1] & 0xFF) == 0x8B && bytes[i + 2] == 8) {
        inflate(bytes, i + gzipHeader(bytes, i), length, true, way + "gzip > ", depth, found);
      } else if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 3 && i + 30 < length) {
        int names = two(bytes, i + 26) + two(bytes, i + 28);
        inflate(bytes, i + 30 + names, length, true, way + "zip > ", depth, found);
      } else if (bytes[i] == 0x78 && ((bytes[i] << 8) | (bytes[i + 1] & 0xFF)) % 31 == 0) {
        inflate(bytes, i, length, false, way + "zlib > ", depth, found);
      }
    }
  }

  /** RFC 1952 §2.3: ten bytes and what the flags announce. */
  private static int gzipHeader(byte[] bytes, int at) {
    int flags = at + 3 < bytes.length ? bytes[at + 3] : 0;
    int end = at + 10;
    if ((flags & 4) != 0 && end + 1 < bytes.length) end += 2 + two(bytes, end);
    for (int flag : new int[] {8, 16}) {
      if ((flags & flag) == 0) continue;
      while (end < bytes.length && bytes[end] != 0) end++;
      end++;
    }
    if ((flags & 2) != 0) end += 2;
    return end - at;
  }

  private void inflate(
      byte[] bytes, int from, int to, boolean raw, String way, int depth, Set<String> found) {
    if (from >= to) return;
    var inflater = new Inflater(raw);
    try {
      inflater.setInput(bytes, from, to - from);
      var out = new byte[8 * 1024];
      int filled = 0;
      while (!inflater.finished() && filled < MOST_INFLATED) {
        if (filled == out.length) out = Arrays.copyOf(out, filled * 2);
        int more = inflate(inflater, out, filled);
        if (more == 0) break;
        filled += more;
      }
      if (filled > 0) search(out, filled, way, depth + 1, found);
    } finally {
      inflater.end();
    }
  }

  /** What comes before damage counts too. */
  private static int inflate(Inflater inflater, byte[] out, int at) {
    try {
      return inflater.inflate(out, at, out.length - at);
    } catch (DataFormatException damaged) {
      return 0;
    }
  }

  private void inner(byte[] bytes, String way, int depth, Set<String> found) {
    search(bytes, bytes.length, way, depth + 1, found);
  }

  private static boolean isBase64(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/'
        || b == '-'
        || b == '_';
  }

  private static int two(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }
}
