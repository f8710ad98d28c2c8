package org.eobench.core.io;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes a file at random; the number of the case decides everything. */
final class Mutation {
  private static final int[] TELLING = {0, 1, 0x7f, 0x80, 0xff, '(', ']', 'q', 'h', 'R', '.', '0'};

  private final SplittableRandom random;
  private byte[] bytes;

  private Mutation(byte[] original, long number) {
    random = new SplittableRandom(0x5eed_0000L + number);
    bytes = original.clone();
  }

  /** One to four changes of {@code original}. */
  static byte[] of(byte[] original, long number) {
    Mutation mutation = new Mutation(original, number);
    int changes = 1 + mutation.random.nextInt(4);
    for (int i = 0; i < changes && mutation.bytes.length > 0; i++) {
      mutation.change();
    }
    return mutation.bytes;
  }

  private void change() {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 3, 4 -> bytes[at] = (byte) random.nextInt(256);
      case 5 -> bytes[at] = (byte) TELLING[random.nextInt(TELLING.length)];
      case 6 -> word(at);
      case 7 -> bytes = Arrays.copyOf(bytes, at);
      case 8 -> insert(at, random.nextInt(1, 40));
      default -> splice(at);
    }
  }

  /** Four bytes become a number at one of the limits. */
  private void word(int at) {
    int[] limits = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 1 << 30, 0xffff, 1 << 24};
    int value = limits[random.nextInt(limits.length)];
    for (int i = 0; i < 4 && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
  }

  private void insert(int at, int length) {
    byte[] more = new byte[length];
    for (int i = 0; i < length; i++) {
      more[i] = (byte) random.nextInt(256);
    }
    put(at, 0, more);
  }

  /** A piece of the file takes the place of another, of any length. */
  private void splice(int at) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + random.nextInt(1, 200));
    int dropped = Math.min(bytes.length - at, random.nextInt(200));
    put(at, dropped, Arrays.copyOfRange(bytes, from, to));
  }

  private void put(int at, int dropped, byte[] more) {
    byte[] changed = new byte[bytes.length - dropped + more.length];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(more, 0, changed, at, more.length);
    int rest = at + dropped;
    System.arraycopy(bytes, rest, changed, at + more.length, bytes.length - rest);
    bytes = changed;
  }
}
