package org.eobench.core.run.scene;

import java.util.Locale;
import org.eobench.core.progress.ProgressListener;

/** Counts windows, moves the bar, and says in lines how far the work is and how long it takes. */
final class SceneProgress implements BlockLogits.Listener {
  private static final int PERCENT = 100;
  private static final int STEP = 5;
  private static final double NANOS = 1e9;
  private static final int MINUTE = 60;

  private final ProgressListener.Bar bar;
  private final long windows;
  private final Runnable check;
  private final long start = System.nanoTime();
  private long predicted;
  private long skipped;
  private int said;

  /**
   * @param windows all windows that are still to be done
   * @param check throws if the work is to end
   */
  SceneProgress(ProgressListener.Bar bar, long windows, Runnable check) {
    this.bar = bar;
    this.windows = windows;
    this.check = check;
  }

  @Override
  public void windows(int more, int without) {
    check.run();
    predicted += more;
    skipped += without;
    bar.to(predicted + skipped, "");
  }

  long predicted() {
    return predicted;
  }

  long skipped() {
    return skipped;
  }

  /** A block is done. */
  void block(int done, int all) {
    long now = predicted + skipped;
    int percent = windows == 0 ? PERCENT : (int) (PERCENT * now / windows);
    if (percent >= said + STEP && now < windows) {
      said = percent;
      double seconds = (System.nanoTime() - start) / NANOS * (windows - now) / now;
      bar.note(
          String.format(
              Locale.ROOT,
              "%d %%, %d of %d blocks, about %s left",
              percent,
              done,
              all,
              seconds < MINUTE
                  ? Math.round(seconds) + " s"
                  : Math.round(seconds / MINUTE) + " min"));
    }
  }
}
