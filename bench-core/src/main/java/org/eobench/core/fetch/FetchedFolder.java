package org.eobench.core.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.dataset.card.ArchiveCard;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.AtomicFolder;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;

/**
 * A folder published as one archive, see {@link Archive}. It exists with all its files or not at
 * all.
 */
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
   * @param remote the archive, with its path while it is downloaded and unpacked
   * @throws BenchException when the download fails, or the archive is damaged or contains anything
   *     except folders and regular files below its own root
   */
  public void create(Path folder, RemoteFile remote) {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path archive = remote.target();
    try {
      fetcher.fetch(remote, false);
    } catch (BenchException failure) {
      throw ofData(failure);
    }
    progress.message("unpacking " + archive + " into " + folder);
    AtomicFolder.create(folder, part -> new Archive(archive).unpack(part, progress));
    try {
      Files.deleteIfExists(archive);
    } catch (IOException failure) {
      throw AtomicFile.failed(archive, failure);
    }
  }

  /**
   * The archive of a data set.
   *
   * @param name name of the data set
   * @param address its {@code download_url}, or null
   * @param card what is published about the archive, or null
   * @param cacheDir folder of the archive until it is unpacked
   * @throws BenchException if a program cannot download it
   */
  public static RemoteFile remote(
      String name, @Nullable String address, @Nullable ArchiveCard card, Path cacheDir) {
    ArchiveCard known = card == null ? ArchiveCard.UNKNOWN : card;
    if (known.form() != null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("FormFirst", "the authors of " + name + " ask for a form before the download")
              .at("dataset.archive.form")
              .expecting("that you fill it in at " + known.form())
              .next("download and unpack the data by hand, then set `dataset.root_path=FOLDER`"));
    }
    if (address == null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoAddress", "data set " + name + " has no address to download from")
              .at("dataset.download_url")
              .expecting("the URL of a .tar.gz, .tar or .zip file")
              .next("set `dataset.download_url=URL`, or `dataset.root_path=FOLDER`"));
    }
    try {
      Path target = cacheDir.resolve(name + ".archive");
      return new RemoteFile(URI.create(address), target, known.size(), known.sha256());
    } catch (IllegalArgumentException wrong) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("WrongValue", String.valueOf(wrong.getMessage()))
              .at("dataset.download_url=" + address)
              .expecting(
                  "a URL such as https://example.org/data.tar.gz, and in dataset.archive the length"
                      + " and the SHA-256 of its file"),
          wrong);
    }
  }

  private static String inKeysOfData(String advice) {
    return advice
        .replace("encoder.download_url", "dataset.download_url")
        .replace("encoder.encoder_weights=PATH", "cache_dir=FOLDER");
  }

  /** Replaces the words about weights in the messages of {@link Fetcher}. */
  static BenchException ofData(BenchException failure) {
    return new BenchException(
        failure.exitCode() == ExitCode.WEIGHTS ? ExitCode.DATA : failure.exitCode(),
        failure.problems().stream()
            .map(
                problem ->
                    new Problem(
                        problem.id().replace("NoWeights", "NotDownloaded"),
                        problem.what(),
                        problem.where(),
                        problem.expected(),
                        inKeysOfData(problem.next())))
            .toList());
  }
}
