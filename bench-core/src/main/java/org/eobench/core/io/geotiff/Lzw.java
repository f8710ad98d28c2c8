package org.eobench.core.io.geotiff;

/**
 * TIFF's LZW (TIFF 6.0 section 13): most significant bit first, codes of 9 to 12 bits, the width
 * growing one code early.
 */
final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int MOST_CODES = 4096;

  private final int[] prefix = new int[MOST_CODES];
  private final byte[] suffix = new byte[MOST_CODES];
  private final byte[] first = new byte[MOST_CODES];
  private final int[] length = new int[MOST_CODES];

  Lzw() {
    for (int code = 0; code < CLEAR; code++) {
      suffix[code] = (byte) code;
      first[code] = (byte) code;
      length[code] = 1;
      prefix[code] = -1;
    }
  }

  /**
   * Decodes into {@code out} until it is full, the end code appears or the input ends.
   *
   * @return number of bytes written, or -1 for an invalid code
   */
  int decode(byte[] in, byte[] out) {
    int written = 0;
    int next = END + 1;
    int width = 9;
    int previous = -1;
    long bits = 0;
    int held = 0;
    int at = 0;
    while (written < out.length) {
      while (held < width && at < in.length) {
        bits = (bits << 8) | (in[at++] & 0xff);
        held += 8;
      }
      if (held < width) {
        return written;
      }
      int code = (int) (bits >> (held - width)) & ((1 << width) - 1);
      held -= width;
      if (code == END) {
        return written;
      }
      if (code == CLEAR) {
        next = END + 1;
        width = 9;
        previous = -1;
        continue;
      }
      if (previous < 0) {
        if (code > END) {
          return -1;
        }
        out[written++] = (byte) code;
      } else {
        if (code > next || (code == next && next == MOST_CODES)) {
          return -1;
        }
        if (next < MOST_CODES) {
          prefix[next] = previous;
          length[next] = length[previous] + 1;
          first[next] = first[previous];
          suffix[next] = code == next ? first[previous] : first[code];
          next++;
        }
        written = expand(code, out, written);
      }
      previous = code;
      if (next >= (1 << width) - 1 && width < 12) {
        width++;
      }
    }
    return written;
  }

  /** Writes the string of a code; bytes that do not fit are dropped. */
  private int expand(int code, byte[] out, int written) {
    int end = written + length[code];
    int at = code;
    for (int i = end - 1; i >= written; i--) {
      if (i < out.length) {
        out[i] = suffix[at];
      }
      at = prefix[at];
    }
    return Math.min(end, out.length);
  }
}
