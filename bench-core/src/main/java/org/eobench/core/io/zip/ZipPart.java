package org.eobench.core.io.zip;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/**
 * An entry of a zip. All its numbers have been checked against the file.
 *
 * @param method {@link #STORED} or {@link #DEFLATED}
 * @param header offset of the local header
 * @param data offset of the first stored byte
 * @param stored size in the file in bytes
 * @param size unpacked size in bytes
 */
public record ZipPart(String name, int method, long header, long data, long stored, long size) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  public boolean isStored() {
    return method == STORED;
  }

  /** Reads bytes of a stored entry. */
  public ByteBuffer read(FileBytes file, long from, long length) {
    if (!isStored() || from < 0 || length < 0 || from > stored - length) {
      throw new IllegalArgumentException("bytes outside the entry " + name);
    }
    return file.read(data + from, length, name);
  }

  /**
   * Reads and unpacks all bytes.
   *
   * @param most maximum size; a larger entry is refused before it is unpacked
   */
  public byte[] bytes(FileBytes file, long most) {
    FileFault fault = file.fault();
    if (size > most) {
      throw fault.broken(
          String.format(Locale.ROOT, "the entry claims to hold %d bytes", size),
          name,
          String.format(Locale.ROOT, "at most %d MiB", most >> 20));
    }
    fault.requireMemory(size, name);
    byte[] raw = file.read(data, stored, name).array();
    return isStored() ? raw : inflate(raw, fault);
  }

  private byte[] inflate(byte[] raw, FileFault fault) {
    Inflater inflater = new Inflater(true);
    try {
      byte[] unpacked = new byte[(int) size];
      inflater.setInput(raw);
      int filled = 0;
      while (filled < unpacked.length) {
        int got = inflater.inflate(unpacked, filled, unpacked.length - filled);
        if (got == 0) {
          throw fault.broken(
              String.format(
                  Locale.ROOT, "the packed bytes expand to %d bytes instead of %d", filled, size),
              name,
              "the declared size");
        }
        filled += got;
      }
      return unpacked;
    } catch (DataFormatException failure) {
      throw fault.broken("the packed bytes are damaged", name, "deflated bytes", failure);
    } finally {
      inflater.end();
    }
  }
}
