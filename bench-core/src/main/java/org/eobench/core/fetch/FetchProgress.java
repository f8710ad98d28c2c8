package org.eobench.core.fetch;

import java.util.Locale;
import java.util.function.ObjLongConsumer;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Shows download progress and speed: a bar on a terminal, one line per 10 % elsewhere. */
final class FetchProgress implements Download.Listener, AutoCloseable {
  private static final long NANOS_BETWEEN = 200_000_000L;

  private static final long BETWEEN_LOOKS_AT_SPACE = 16 * Bytes.MEBI;

  private final RemoteFile file;
  private final ProgressListener progress;
  private final ObjLongConsumer<RemoteFile> space;
  private ProgressListener.@Nullable Bar bar;
  private long total;
  private long begun;
  private long startedAt;
  private long shownAt;
  private long notedTenth;
  private long reached;
  private long spaceAt;

  /**
   * @param space receives the number of expected bytes and refuses too many
   */
  FetchProgress(RemoteFile file, ProgressListener progress, ObjLongConsumer<RemoteFile> space) {
    this.file = file;
    this.progress = progress;
    this.space = space;
  }

  @Override
  public void begins(long from, long whole) {
    close();
    total = whole >= 0 || file.size() == null ? whole : file.size();
    space.accept(file, total < 0 ? 0 : total - from);
    if (from > 0) {
      progress.message(String.format(Locale.ROOT, "continuing after %s", Bytes.text(from)));
    } else if (reached > 0) {
      progress.message(
          "the server cannot continue the download: starting again from the beginning");
    }
    reached = from;
    spaceAt = from;
    begun = from;
    startedAt = System.nanoTime();
    shownAt = startedAt;
    notedTenth = total > 0 ? from * 10 / total : 0;
    bar = progress.bar("fetch " + file.name(), total < 0 ? -1 : Math.max(1, total / Bytes.MEBI));
  }

  @Override
  public void reached(long bytes) {
    reached = bytes;
    // A file of unknown length could fill the disk.
    if (total < 0 && bytes - spaceAt >= BETWEEN_LOOKS_AT_SPACE) {
      spaceAt = bytes;
      space.accept(file, 0);
    }
    long now = System.nanoTime();
    if (bar == null || (now - shownAt < NANOS_BETWEEN && bytes != total)) {
      return;
    }
    shownAt = now;
    double perSecond = (bytes - begun) / Math.max(1e-3, (now - startedAt) / 1e9);
    String rate = String.format(Locale.ROOT, "MiB, %.1f MiB/s", perSecond / Bytes.MEBI);
    bar.to(bytes / Bytes.MEBI, rate);
    if (total > 0 && bytes * 10 / total > notedTenth) {
      notedTenth = bytes * 10 / total;
      bar.note(
          String.format(
              Locale.ROOT,
              "%s: %d %% of %s (%s)",
              file.name(),
              notedTenth * 10,
              Bytes.text(total),
              rate.substring(5)));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
