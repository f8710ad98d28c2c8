package org.eobench.core.io.zip;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/** Opens zip archives that may be damaged or malicious (zip bombs). */
public final class ZipArchive {
  /** The maximum expansion of a byte by Deflate. */
  private static final long MOST_EXPANSION = 1040;

  private ZipArchive() {}

  public static ZipFile open(FileFault fault) {
    try {
      return new ZipFile(fault.file().toFile());
    } catch (IOException | IllegalArgumentException failure) {
      throw fault.broken(
          "the zip cannot be read: " + failure.getMessage(), "", "a complete zip file", failure);
    }
  }

  /** The entries by name, in the order of the archive. */
  public static Map<String, ZipEntry> entries(ZipFile zip, FileFault fault) {
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    try {
      zip.stream().forEach(entry -> entries.put(entry.getName(), entry));
      return entries;
    } catch (IllegalArgumentException failure) {
      throw fault.broken(
          "an entry of the zip has a name that is not valid text", "", "UTF-8", failure);
    }
  }

  /** The size of an entry; refused if its stored bytes cannot expand to that size. */
  public static long checkedSize(ZipEntry entry, FileBytes file) {
    long size = entry.getSize();
    long stored = Math.min(entry.getCompressedSize(), file.size());
    boolean plain = entry.getMethod() == ZipEntry.STORED;
    if (size < 0 || stored < 0 || size > (plain ? stored : (stored + 16) * MOST_EXPANSION)) {
      throw file.fault()
          .broken(
              String.format(Locale.ROOT, "%d stored bytes claim to hold %d", stored, size),
              entry.getName(),
              "a size to which the stored bytes can expand");
    }
    return size;
  }

  static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException failure) {
      // Failing to close a file that was only read loses nothing.
      return;
    }
  }
}
