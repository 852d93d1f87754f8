package io.tallystick.cli.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What somebody with the disk in hand may do, at uniformly random places. */
enum Mutation {
  FLIP_BIT,
  OVERWRITE,
  DROP,
  INSERT,
  APPEND,
  CUT,
  SWAP;

  private static final int LONGEST = 64;

  static Mutation any(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /** Of bytes. */
  byte[] of(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(LONGEST, bytes.length - at));
    return switch (this) {
      case FLIP_BIT -> flip(bytes, at, 1 << random.nextInt(8));
      case OVERWRITE -> overwrite(bytes, at, noise(length, random));
      case DROP -> join(Arrays.copyOf(bytes, at), tail(bytes, at + length));
      case INSERT -> join(Arrays.copyOf(bytes, at), noise(length, random), tail(bytes, at));
      case APPEND -> join(bytes, noise(length, random));
      case CUT -> Arrays.copyOf(bytes, at);
      case SWAP -> swap(bytes, at, random.nextInt(bytes.length), length);
    };
  }

  /** Of whole blocks, of which there are two at least. */
  List<byte[]> of(List<byte[]> blocks, Random random) {
    var changed = new ArrayList<>(blocks);
    int at = random.nextInt(blocks.size());
    switch (this) {
      case FLIP_BIT, OVERWRITE -> changed.set(at, of(blocks.get(at), random));
      case DROP -> changed.remove(at);
      case INSERT -> changed.add(at, blocks.get(random.nextInt(blocks.size())));
      case APPEND -> changed.add(blocks.get(at));
      case CUT -> changed.subList(at, changed.size()).clear();
      case SWAP -> {
        var other = random.nextInt(blocks.size());
        changed.set(at, blocks.get(other));
        changed.set(other, blocks.get(at));
      }
    }
    return changed;
  }

  private static byte[] flip(byte[] bytes, int at, int bit) {
    var changed = bytes.clone();
    changed[at] ^= (byte) bit;
    return changed;
  }

  private static byte[] overwrite(byte[] bytes, int at, byte[] with) {
    var changed = bytes.clone();
    System.arraycopy(with, 0, changed, at, with.length);
    return changed;
  }

  private static byte[] swap(byte[] bytes, int a, int b, int length) {
    int most = Math.min(length, Math.min(bytes.length - Math.max(a, b), Math.abs(a - b)));
    var changed = bytes.clone();
    System.arraycopy(bytes, a, changed, b, most);
    System.arraycopy(bytes, b, changed, a, most);
    return changed;
  }

  private static byte[] noise(int length, Random random) {
    var noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] join(byte[]... parts) {
    var joined = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (var part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
