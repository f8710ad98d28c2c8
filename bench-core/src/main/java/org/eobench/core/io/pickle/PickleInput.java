package org.eobench.core.io.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The bytes of one or more pickles, with a position. Every length is checked. */
public final class PickleInput extends InputStream {
  static final long LONGEST_PICKLE = 64L << 20;
  private static final int LONGEST_LINE = 1000;

  private final InputStream in;
  private final long limit;
  private long position;

  public PickleInput(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  public long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    int value = position < limit ? in.read() : -1;
    if (value >= 0) {
      position++;
    }
    return value;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int wanted = (int) Math.min(length, limit - position);
    int got = wanted == 0 && length > 0 ? -1 : in.read(to, offset, wanted);
    position += Math.max(got, 0);
    return got;
  }

  /** A little-endian number of up to eight bytes. */
  public long unsigned(int bytes) throws IOException {
    byte[] raw = bytes(bytes);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | (raw[i] & 0xff);
    }
    return value;
  }

  byte[] bytes(long length) throws IOException {
    if (length < 0 || length > limit - position || length > LONGEST_PICKLE) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "a value declares %s bytes, but only %d are left",
              Long.toUnsignedString(length),
              limit - position));
    }
    byte[] raw = in.readNBytes((int) length);
    position += raw.length;
    if (raw.length < length) {
      throw new IOException("the file ends early");
    }
    return raw;
  }

  String text(long length) throws IOException {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  /** The bytes before the next line feed. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = read(); c != '\n'; c = read()) {
      if (c < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("a name is not terminated");
      }
      line.append((char) c);
    }
    return line.toString();
  }
}
