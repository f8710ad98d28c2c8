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
 * Fetches one published file over HTTP. The bytes go into {@code NAME.part} beside the target; a
 * connection that is cut, and a process that was killed, is gone on from there by a {@code Range}
 * request, as long as the server says that it is still the same file. The target's name appears
 * when length and checksum are right and the bytes have reached the disk, never before.
 *
 * <p>Two processes that fetch the same file do so one after the other; the second finds it there.
 */
public final class Fetcher {
  /** Left free on the disk, for everything else that is written meanwhile. */
  private static final long SPARE = 16 * Bytes.MEBI;

  private final HttpClient client;
  private final Patience patience;
  private final ProgressListener progress;

  public Fetcher(Patience patience, ProgressListener progress) {
    this.patience = patience;
    this.progress = progress;
    client =
        HttpClient.newBuilder()
            // Redirections are followed by hand, to tell why one is not.
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.connect())
            .build();
  }

  /**
   * Makes the target be the published file; a target that is right already is left alone.
   *
   * @param replace whether another file of that name is replaced and not refused
   * @throws BenchException saying why not and what to do; what came so far is kept where that helps
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
                    "another process is fetching " + file.name() + ": waiting for it"))) {
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
          Problem.of("NoFile", "a folder stands where the file is to be written")
              .at(target.toString())
              .next("give another place with `encoder.encoder_weights=PATH`"));
    }
  }

  /** Whether the target is right; one that is not is refused unless it may be replaced. */
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
              "%s is there already, %s",
              file.target(),
              known
                  ? "with the published SHA-256"
                  : "but no checksum is published to compare it with; --force fetches it again"));
      PartFile.discard(file.target());
      return true;
    }
    return false;
  }

  /** In what the target differs from the published file; empty if in nothing that is known. */
  private String difference(RemoteFile file) {
    try {
      long length = Files.size(file.target());
      if (file.size() != null && length != file.size()) {
        return String.format(Locale.ROOT, "%,d bytes and not %,d", length, file.size());
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(file.target(), failure);
    }
    if (file.sha256() != null) {
      String actual = checksum(file, file.target());
      if (!actual.equals(file.sha256())) {
        return String.format(Locale.ROOT, "its SHA-256 is %s and not %s", actual, file.sha256());
      }
    }
    return "";
  }

  private void download(RemoteFile file) {
    progress.message(
        String.format(Locale.ROOT, "fetching %s from %s", file.name(), file.address()));
    try (PartFile part = PartFile.open(file.target())) {
      boolean resumed = part.source() != null;
      transfer(file, part);
      String actual = checksum(file, part.path());
      if (resumed && file.sha256() != null && !actual.equals(file.sha256())) {
        // The first part may be of an older file that had the same validator, or of none.
        progress.message("the checksum is wrong: fetching the file once more, from its beginning");
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
                  ? " (none is published: nothing vouches for these bytes)"
                  : " as published"));
    }
  }

  /** Attempts until everything came, or until more of them promise nothing. */
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
      return; // a disk that cannot say its space may have enough
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
          ExitCode.INTERRUPTED, Problem.of("Interrupted", "stopped while fetching"));
    }
  }
}
