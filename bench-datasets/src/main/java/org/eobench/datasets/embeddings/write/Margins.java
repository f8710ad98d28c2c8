package org.eobench.datasets.embeddings.write;

import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** The margin of windows whose embeddings are left out, because they see little around them. */
final class Margins {
  private static final int PART = 8;

  private Margins() {}

  /**
   * The margin that the options ask for, or an eighth of the window in whole patches, where as much
   * of the window is left.
   *
   * @throws BenchException {@code FlagValue} if windows have no such margin
   */
  static int of(EmbedOptions options, int window, int stride) {
    Integer asked = options.margin();
    if (asked == null) {
      int patches = Math.round((float) window / PART / stride);
      int most = (window / stride - 1) / 2;
      return Math.max(0, Math.min(patches, most)) * stride;
    }
    if (asked % stride != 0 || 2 * asked >= window) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagValue",
                  String.format(
                      Locale.ROOT,
                      "windows of %d pixels in patches of %d have no margin of %d pixels",
                      window,
                      stride,
                      asked))
              .at("--margin " + asked)
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "a multiple of %d that is less than %d",
                      stride,
                      (window + 1) / 2)));
    }
    return asked;
  }
}
