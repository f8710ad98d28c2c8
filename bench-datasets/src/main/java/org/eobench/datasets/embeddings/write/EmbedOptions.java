package org.eobench.datasets.embeddings.write;

import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.embeddings.format.EmbeddingType;
import org.jspecify.annotations.Nullable;

/**
 * Which embeddings are written, and how.
 *
 * @param pooling what an embedding stands for
 * @param levels levels of the encoder from 0, whose features are joined; empty for the deepest, or
 *     {@link #ALL_LEVELS}
 * @param type number format
 * @param components principal components that are kept; null for the embeddings as they are
 * @param files format of the files
 * @param margin pixels at each side of a window whose embeddings are left out; null for an eighth
 *     of the window
 * @param calibration images, or windows of scenes, that principal components and ranges are fitted
 *     to
 * @param marksEmpty whether positions without data are marked as missing in images of a data set,
 *     too; otherwise they have the features that a run sees, those of filled pixels. Those of
 *     scenes always are
 */
public record EmbedOptions(
    Pooling pooling,
    List<Integer> levels,
    EmbeddingType type,
    @Nullable Integer components,
    EmbeddingFormat files,
    @Nullable Integer margin,
    int calibration,
    boolean marksEmpty) {
  /** All levels of the encoder, whatever their number is. */
  public static final List<Integer> ALL_LEVELS = List.of(-1);

  public EmbedOptions {
    levels = List.copyOf(levels);
    if (files == EmbeddingFormat.CSV && type != EmbeddingType.FP32) {
      throw refused(
          "a CSV holds numbers as text, so " + type.key() + " would make it no smaller",
          "--dtype fp32, or another format of files such as `--format parquet`");
    }
    if (files == EmbeddingFormat.CSV && pooling == Pooling.PATCH) {
      throw refused(
          "a CSV has one embedding for each image, not one for each patch",
          "`--pooling mean`, or another format of files such as `--format tif`");
    }
  }

  private static BenchException refused(String what, String next) {
    return new BenchException(
        ExitCode.USAGE, Problem.of("FlagValue", what).at("--format csv").next("give " + next));
  }

  /** Whether something must be fitted before embeddings can be written. */
  boolean isFitted() {
    return components != null || type.isFitted();
  }
}
