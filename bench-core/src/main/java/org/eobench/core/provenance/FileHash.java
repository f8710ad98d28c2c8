package org.eobench.core.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.eobench.core.dataset.SampleRef;

/** SHA-256 of files, texts and file lists of data sets. */
public final class FileHash {
  private static final int BUFFER = 1 << 20;

  private FileHash() {}

  /** SHA-256 of a file's bytes, in lower-case hex. */
  public static String sha256(Path file) {
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hash " + file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of a file; of a folder, that of the names and hashes of its files, sorted by name. */
  public static String ofTree(Path path) {
    if (!Files.isDirectory(path)) {
      return sha256(path);
    }
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.append(path.relativize(file).toString().replace('\\', '/'));
        lines.append('\t').append(sha256(file)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hash " + path, e);
    }
    return sha256(lines.toString());
  }

  /**
   * SHA-256 of the names, CRC-32 and sizes of a jar's entries, one line per entry. It differs when
   * the content of an entry does. A run starts with it, and to hash all bytes of the program's jar,
   * most of which are libtorch, would take that start half a second.
   */
  public static String ofEntries(Path jar) {
    StringBuilder lines = new StringBuilder();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .forEach(
              entry -> {
                lines.append(entry.getName()).append('\t').append(entry.getCrc());
                lines.append('\t').append(entry.getSize()).append('\n');
              });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hash " + jar, e);
    }
    return sha256(lines.toString());
  }

  /** SHA-256 of a text's UTF-8 bytes, in lower-case hex. */
  public static String sha256(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * SHA-256 of the sample ids and of the names and sizes of their files, one line per file. It
   * changes when a file is added, removed, renamed or truncated. It does not read pixels, and it
   * ignores folders, so that a copy of the data elsewhere has the same hash.
   */
  public static String ofFileList(List<SampleRef> samples) {
    StringBuilder lines = new StringBuilder();
    for (SampleRef sample : samples) {
      for (Path file : sample.files()) {
        lines.append(sample.id()).append('\t').append(file.getFileName()).append('\t');
        lines.append(size(file)).append('\n');
      }
    }
    return sha256(lines.toString());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException missing) {
      return -1;
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
