package org.eobench.core.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.progress.ProgressListener;

/**
 * Downloads a published file over HTTP. The bytes go to {@code NAME.part} in the target's folder.
 * After a lost connection or a killed process, a {@code Range} request continues the download if
 * the server confirms that the file has not changed. The file gets its final name only when length
 * and checksum are correct and the bytes are on the disk.
 *
 * <p>If two processes download the same file, the second one waits and then finds it complete.
 */
public final class Fetcher {
  /** Disk space that stays free for other writes. */
  private static final long SPARE = 16 * Bytes.MEBI;

  private final HttpClient client;
  private final Patience patience;
  private final ProgressListener progress;

  public Fetcher(Patience patience, ProgressListener progress) {
    this.patience = patience;
    this.progress = progress;
    client =
        HttpClient.newBuilder()
            // Redirects are followed here, so that a refused one can be explained.
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.connect())
            .build();
  }

  /**
   * Downloads the file to the target unless the target is already correct.
   *
   * @param replace whether to replace another file of that name instead of refusing it
   * @throws BenchException with the reason and advice; the bytes so far are kept if they are useful
   */
  public synchronized void fetch(RemoteFile file, boolean replace) {
    String scheme = String.valueOf(file.address().getScheme());
    if (!List.of("https", "http").contains(scheme) || file.address().getHost() == null) {
      throw FetchProblems.notHttp(file.address());
    }
    makeFolder(file.target());
    try (FetchLock lock =
        FetchLock.of(
            file.target(),
            () ->
                progress.message(
                    "waiting for another process that is downloading " + file.name()))) {
      if (!isThere(file, replace)) {
        download(file);
      }
    }
  }

  private static void makeFolder(Path target) {
    Path folder = Objects.requireNonNull(target.getParent());
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw AtomicFile.failed(target, failure);
    }
    if (Files.isDirectory(target)) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("NoFile", "the target of the download is a folder")
              .at(target.toString())
              .next("choose another path with `encoder.encoder_weights=PATH`"));
    }
  }

  /** Whether the target is correct. A wrong target is refused unless it may be replaced. */
  private boolean isThere(RemoteFile file, boolean replace) {
    if (!Files.exists(file.target())) {
      return false;
    }
    String difference = difference(file);
    if (!difference.isEmpty() && !replace) {
      throw new FetchProblems(file).present(difference);
    }
    boolean known = file.sha256() != null;
    if (difference.isEmpty() && (known || !replace)) {
      progress.message(
          String.format(
              Locale.ROOT,
              "%s already exists, %s",
              file.target(),
              known
                  ? "with the published SHA-256"
                  : "but there is no published checksum to verify it; --force downloads it again"));
      PartFile.discard(file.target());
      return true;
    }
    return false;
  }

  /** How the target differs from the published file; empty if no difference is known. */
  private String difference(RemoteFile file) {
    try {
      long length = Files.size(file.target());
      if (file.size() != null && length != file.size()) {
        return String.format(Locale.ROOT, "%,d bytes instead of %,d", length, file.size());
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(file.target(), failure);
    }
    if (file.sha256() != null) {
      String actual = checksum(file, file.target());
      if (!actual.equals(file.sha256())) {
        return String.format(Locale.ROOT, "its SHA-256 is %s instead of %s", actual, file.sha256());
      }
    }
    return "";
  }

  private void download(RemoteFile file) {
    progress.message(
        String.format(Locale.ROOT, "downloading %s from %s", file.name(), file.address()));
    try (PartFile part = PartFile.open(file.target())) {
      boolean resumed = part.source() != null;
      transfer(file, part);
      String actual = checksum(file, part.path());
      if (resumed && file.sha256() != null && !actual.equals(file.sha256())) {
        // The first part may belong to an older file with the same validator or none.
        progress.message("the checksum is wrong: downloading the file again from the beginning");
        part.discardBytes();
        transfer(file, part);
        actual = checksum(file, part.path());
      }
      if (file.sha256() != null && !actual.equals(file.sha256())) {
        part.discardBytes();
        throw new FetchProblems(file).checksum(actual);
      }
      String size = Bytes.text(part.size());
      part.publish();
      progress.message(
          String.format(
              Locale.ROOT,
              "%s: %s, SHA-256 %s%s",
              file.target(),
              size,
              actual,
              file.sha256() == null
                  ? " (no checksum is published, so the bytes cannot be verified)"
                  : " as published"));
    }
  }

  /** Repeats attempts until the file is complete or another attempt is pointless. */
  private void transfer(RemoteFile file, PartFile part) {
    Download download = new Download(client, patience, file);
    Attempts attempts = new Attempts(patience, file, part.size());
    try (FetchProgress shown = new FetchProgress(file, progress, this::requireSpace)) {
      while (true) {
        try {
          download.attempt(part, shown);
          requireSize(file, part);
          return;
        } catch (CutOff cut) {
          Duration pause = attempts.pauseAfter(cut, part.size());
          progress.message(
              String.format(
                  Locale.ROOT,
                  "%s; next attempt in %.1f s, from byte %,d",
                  cut.what(),
                  pause.toMillis() / 1e3,
                  part.size()));
          sleep(pause);
        }
      }
    }
  }

  private static void requireSize(RemoteFile file, PartFile part) {
    long size = part.size();
    if (file.size() != null && size != file.size()) {
      part.discardBytes();
      throw new FetchProblems(file).length(size);
    }
  }

  private void requireSpace(RemoteFile file, long toCome) {
    try {
      Path folder = Objects.requireNonNull(file.target().getParent());
      long free = Files.getFileStore(folder).getUsableSpace();
      if (toCome > free - SPARE) {
        throw new FetchProblems(file).diskFull(toCome, free);
      }
    } catch (IOException unknown) {
      return; // a disk that does not report its space may have enough
    }
  }

  private String checksum(RemoteFile file, Path of) {
    try (ProgressListener.Bar bar = progress.bar("check " + file.name(), mebi(of))) {
      return Sha256.of(of, done -> bar.to(done / Bytes.MEBI, "MiB"));
    }
  }

  private static long mebi(Path file) {
    try {
      return Math.max(1, Files.size(file) / Bytes.MEBI);
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException(
          ExitCode.INTERRUPTED, Problem.of("Interrupted", "stopped during the download"));
    }
  }
}
