package org.eobench.core.fetch;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FileKind;
import org.eobench.core.progress.ProgressListener;

/**
 * A tar, tar.gz or zip archive with folders and regular files below its own root. Its content tells
 * the format, not its name.
 */
final class Archive {
  private static final String STAGE = "unpack";

  private final Path file;

  Archive(Path file) {
    this.file = file;
  }

  /**
   * Writes all files below a folder.
   *
   * @throws BenchException {@code BadArchive} if the archive is damaged, contains anything else or
   *     leads out of the folder; {@code NoSpace} if the disk has no room for it
   * @throws IOException if a file cannot be written
   */
  void unpack(Path folder, ProgressListener progress) throws IOException {
    FileKind kind = FileKind.of(file);
    try {
      if (kind == FileKind.GZIP || kind == FileKind.TAR) {
        tar(folder, kind == FileKind.GZIP, progress);
      } else if (kind == FileKind.ZIP || kind == FileKind.NPZ || kind == FileKind.TORCH_ZIP) {
        zip(folder, progress);
      } else {
        throw refused("it is " + (kind == null ? "of an unknown format" : kind.title()));
      }
    } catch (FileSystemException cannotWrite) {
      throw cannotWrite;
    } catch (IOException | IllegalArgumentException damaged) {
      // The archive is complete, so a second download would not help.
      throw refused(String.valueOf(damaged.getMessage()));
    }
  }

  private void tar(Path folder, boolean compressed, ProgressListener progress) throws IOException {
    try (ProgressListener.Bar bar = progress.bar(STAGE, Files.size(file));
        InputStream bytes = new Counted(new BufferedInputStream(Files.newInputStream(file)), bar);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(compressed ? new GZIPInputStream(bytes) : bytes)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (isSpecial(entry)) {
          throw refused("it contains the entry " + entry.getName());
        }
        requireSpace(folder, entry.getSize());
        write(tar, entry.getName(), entry.isDirectory(), folder);
      }
    }
  }

  private void zip(Path folder, ProgressListener progress) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      long total = entries.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
      requireSpace(folder, total);
      try (ProgressListener.Bar bar = progress.bar(STAGE, total)) {
        long done = 0;
        for (ZipEntry entry : entries) {
          try (InputStream content = new Limited(zip.getInputStream(entry), entry.getSize())) {
            write(content, entry.getName(), entry.isDirectory(), folder);
          }
          done += Math.max(0, entry.getSize());
          bar.to(done, entry.getName());
        }
      }
    }
  }

  private void write(InputStream content, String name, boolean directory, Path folder)
      throws IOException {
    Path place = folder.resolve(name).normalize();
    if (!place.startsWith(folder)) {
      throw refused("it contains the entry " + name);
    }
    if (directory) {
      Files.createDirectories(place);
    } else {
      Files.createDirectories(Objects.requireNonNull(place.getParent()));
      Files.copy(content, place);
    }
  }

  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isSymbolicLink()
        || entry.isLink()
        || entry.isBlockDevice()
        || entry.isCharacterDevice()
        || entry.isFIFO();
  }

  private void requireSpace(Path folder, long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (bytes > free) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "NoSpace",
                  String.format(
                      Locale.ROOT,
                      "the files of the archive need %,d MB and the disk has %,d MB",
                      bytes / Bytes.MEBI,
                      free / Bytes.MEBI))
              .at(folder.toString())
              .next("free space, or set `dataset.root_path=FOLDER` on another disk"));
    }
  }

  private BenchException refused(String why) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("BadArchive", "the archive cannot be unpacked: " + why)
            .at(file.toString())
            .expecting("a .tar.gz, .tar or .zip with folders and regular files below its own root")
            .next("remove it, then unpack the data by hand and set `dataset.root_path=FOLDER`"));
  }

  /** Tells a bar how much was read. */
  private static final class Counted extends FilterInputStream {
    private final ProgressListener.Bar bar;
    private long count;

    Counted(InputStream in, ProgressListener.Bar bar) {
      super(in);
      this.bar = bar;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int found = in.read(bytes, from, length);
      count += Math.max(0, found);
      bar.to(count, "");
      return found;
    }
  }

  /** Refuses an entry that holds more than it declares. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    private int counted(int found) throws IOException {
      left -= Math.max(0, found);
      if (left < 0) {
        throw new IOException("an entry is longer than it declares");
      }
      return found;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      counted(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return counted(in.read(bytes, from, length));
    }
  }
}
