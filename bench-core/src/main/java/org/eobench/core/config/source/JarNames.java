package org.eobench.core.config.source;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The names of a jar's entries below a folder. They are compared as bytes in the jar's directory,
 * since {@link ZipFile} makes an object of each of the ten thousand entries of the program's jar,
 * which was a tenth of the time that {@code --help} takes.
 *
 * <p>Format: PKWARE's APPNOTE.TXT 6.3.
 */
final class JarNames {
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY_BYTES = 46;

  /** Reading more at once would cost an allocation outside of the heap, and its clearing. */
  private static final int READ_BYTES = 8192;

  private JarNames() {}

  /**
   * @param folder ends with a slash
   * @throws IOException if the file is no jar
   */
  static List<String> below(String folder, Path jar) throws IOException {
    byte[] directory = directory(jar);
    List<String> names =
        directory == null
            ? null
            : below(folder.getBytes(StandardCharsets.UTF_8), directory, new ArrayList<>());
    return names == null ? slowly(folder, jar) : names;
  }

  /** The bytes of the directory; null if the jar is not of the plain form: a comment, ZIP64. */
  private static byte @Nullable [] directory(Path jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      byte[] end = new byte[END_BYTES];
      long start = file.length() - END_BYTES;
      if (start < 0) {
        return null;
      }
      file.seek(start);
      file.readFully(end);
      int length = int32(end, 12);
      if (int32(end, 0) != END_SIGNATURE || length < 0 || length > start) {
        return null;
      }
      byte[] directory = new byte[length];
      file.seek(start - length);
      for (int at = 0; at < length; at += READ_BYTES) {
        file.readFully(directory, at, Math.min(READ_BYTES, length - at));
      }
      return directory;
    }
  }

  /** Adds the names; null if the directory is not a sequence of entries. */
  private static @Nullable List<String> below(byte[] folder, byte[] directory, List<String> names) {
    for (int at = 0, next; at < directory.length; at = next) {
      next = next(directory, at);
      if (next < 0 || next > directory.length) {
        return null;
      }
      int name = at + ENTRY_BYTES;
      int length = int16(directory, at + 28);
      if (length > folder.length && startsWith(folder, directory, name)) {
        names.add(new String(directory, name, length, StandardCharsets.UTF_8));
      }
    }
    return names;
  }

  /** Where the entry after one begins; -1 where there is no entry. */
  private static int next(byte[] directory, int at) {
    // A call for each entry, as Java compiles a method after its first hundreds of calls.
    if (at > directory.length - ENTRY_BYTES || int32(directory, at) != ENTRY_SIGNATURE) {
      return -1;
    }
    int name = int16(directory, at + 28);
    int extra = int16(directory, at + 30);
    int comment = int16(directory, at + 32);
    return at + ENTRY_BYTES + name + extra + comment;
  }

  private static boolean startsWith(byte[] folder, byte[] directory, int name) {
    for (int i = 0; i < folder.length; i++) {
      if (folder[i] != directory[name + i]) {
        return false;
      }
    }
    return true;
  }

  private static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  private static int int32(byte[] bytes, int at) {
    return int16(bytes, at) | int16(bytes, at + 2) << 16;
  }

  private static List<String> slowly(String folder, Path jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        String name = entries.nextElement().getName();
        if (name.length() > folder.length() && name.startsWith(folder)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
