package org.eobench.core.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.AtomicFolder;
import org.eobench.core.progress.ProgressListener;

/** A folder published as one {@code .tar.gz}. It exists with all its files or not at all. */
public final class FetchedFolder {
  private final Fetcher fetcher;
  private final ProgressListener progress;

  public FetchedFolder(Patience patience, ProgressListener progress) {
    this.fetcher = new Fetcher(patience, progress);
    this.progress = progress;
  }

  /**
   * Downloads and unpacks the archive unless the folder exists, then removes the archive.
   *
   * @param folder folder to create
   * @param archive path of the archive while it is downloaded and unpacked
   * @throws BenchException when the download fails, or the archive is damaged or contains anything
   *     except folders and regular files below its own root
   */
  public void create(Path folder, URI address, Path archive) {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      fetcher.fetch(new RemoteFile(address, archive, null, null), false);
    } catch (BenchException failure) {
      throw ofData(failure);
    }
    progress.message("unpacking " + archive + " into " + folder);
    AtomicFolder.create(folder, part -> unpack(archive, part));
    try {
      Files.deleteIfExists(archive);
    } catch (IOException failure) {
      throw AtomicFile.failed(archive, failure);
    }
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(bytes))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path place = folder.resolve(entry.getName()).normalize();
        if (!place.startsWith(folder) || isSpecial(entry)) {
          throw refused(archive, "it contains the entry " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(place);
        } else {
          Files.createDirectories(Objects.requireNonNull(place.getParent()));
          Files.copy(tar, place);
        }
      }
    } catch (FileSystemException cannotWrite) {
      throw cannotWrite;
    } catch (IOException damaged) {
      // The archive is complete, so a second download would not help.
      throw refused(archive, String.valueOf(damaged.getMessage()));
    }
  }

  private static String inKeysOfData(String advice) {
    return advice
        .replace("encoder.download_url", "dataset.download_url")
        .replace("encoder.encoder_weights=PATH", "cache_dir=FOLDER");
  }

  /** Replaces the weights keys in the messages of {@link Fetcher}. */
  private static BenchException ofData(BenchException failure) {
    return new BenchException(
        failure.exitCode() == ExitCode.WEIGHTS ? ExitCode.DATA : failure.exitCode(),
        failure.problems().stream()
            .map(problem -> problem.next(inKeysOfData(problem.next())))
            .toList());
  }

  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isSymbolicLink()
        || entry.isLink()
        || entry.isBlockDevice()
        || entry.isCharacterDevice()
        || entry.isFIFO();
  }

  private static BenchException refused(Path archive, String why) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("BadArchive", "the archive cannot be unpacked: " + why)
            .at(archive.toString())
            .expecting("a .tar.gz with folders and regular files below its own root")
            .next("remove it, then unpack the data by hand and set `dataset.root_path=FOLDER`"));
  }
}
