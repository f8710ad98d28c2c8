package org.eobench.datasets.embeddings.write;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.run.LoadedEncoder;

/** The embeddings of batches by some levels of an encoder. */
final class EncoderMaps {
  private static final String ROWS = "def forward(self, x):\n  return x.permute([0, 2, 3, 1])\n";

  /** As the probes of images average. */
  private static final String MEAN = "def forward(self, x):\n  return torch.mean(x, [2, 3])\n";

  private final LoadedEncoder encoder;
  private final Pooling pooling;
  private final List<Integer> levels;

  /**
   * @throws BenchException {@code UnknownLevel}, {@code UnequalLevels} if levels that are joined
   *     differ in size, {@code NoClassToken}, or {@code SeveralDates}
   */
  EncoderMaps(LoadedEncoder encoder, EmbedOptions options) {
    this.encoder = encoder;
    this.pooling = options.pooling();
    EncoderSpec spec = encoder.encoder().spec();
    int deepest = spec.levels().size() - 1;
    this.levels = levels(options.levels(), deepest);
    for (int level : levels) {
      if (level < 0 || level > deepest) {
        throw refused(
            "UnknownLevel",
            String.format(Locale.ROOT, "%s has no level %d", encoder.name(), level),
            String.format(Locale.ROOT, "a level from 0 to %d", deepest));
      }
    }
    if (levels.stream().mapToInt(level -> spec.levels().get(level).stride()).distinct().count()
        > 1) {
      throw refused(
          "UnequalLevels",
          String.format(
              Locale.ROOT,
              "the levels %s of %s differ in size, so their features cannot be joined",
              levels,
              encoder.name()),
          "one level, such as `--level " + deepest + "`");
    }
    if (pooling == Pooling.CLS && !(encoder.encoder() instanceof GlobalEncoder)) {
      throw refused(
          "NoClassToken",
          encoder.name() + " has no class token",
          "`--pooling mean`, or an encoder with one, such as `encoder=dinov3_vits16`");
    }
    if (encoder.dataset().spec().frames() > 1) {
      throw refused(
          "SeveralDates",
          "the images have several dates, and an embedding is written for one",
          "a data set with one date");
    }
  }

  private static List<Integer> levels(List<Integer> asked, int deepest) {
    if (asked.equals(EmbedOptions.ALL_LEVELS)) {
      return IntStream.rangeClosed(0, deepest).boxed().toList();
    }
    return asked.isEmpty() ? List.of(deepest) : asked;
  }

  private static BenchException refused(String id, String what, String expected) {
    return new BenchException(ExitCode.USAGE, Problem.of(id, what).expecting(expected));
  }

  /** The levels that are joined. */
  List<Integer> levels() {
    return levels;
  }

  /** Pixels along one side of a position of a map. */
  int stride() {
    return encoder.encoder().spec().levels().get(levels.get(0)).stride();
  }

  /** Dimensions of an embedding. */
  int width() {
    return levels.stream()
        .mapToInt(level -> encoder.encoder().spec().levels().get(level).width())
        .sum();
  }

  /**
   * Encodes a batch.
   *
   * @throws BenchException {@code NotFinite}
   */
  Maps of(Batch batch) {
    try (NDManager scope = encoder.ops().manager().newSubManager()) {
      NDArray joined = joined(DeviceBatch.input(batch, scope));
      boolean map = pooling == Pooling.PATCH;
      if (pooling == Pooling.MEAN) {
        joined = encoder.ops().call(MEAN, joined);
      }
      int height = map ? (int) joined.getShape().get(2) : 1;
      int width = map ? (int) joined.getShape().get(3) : 1;
      NDArray rows = map ? encoder.ops().call(ROWS, joined) : joined;
      float[] values = rows.toFloatArray();
      requireFinite(values, batch);
      int depth = (int) joined.getShape().get(1);
      return new Maps(batch.size(), height, width, depth, values);
    }
  }

  private NDArray joined(EncoderInput input) {
    List<NDArray> parts;
    if (pooling == Pooling.CLS) {
      GlobalFeatures features = ((GlobalEncoder) encoder.encoder()).encodeGlobal(input);
      if (features.classTokens().isEmpty()) {
        throw GlobalFeatures.noClassToken();
      }
      parts = levels.stream().map(features.classTokens()::get).toList();
    } else {
      FeatureMaps maps = encoder.encoder().encode(input).singleDate();
      parts = levels.stream().map(maps.levels()::get).toList();
    }
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(new NDList(parts), 1);
  }

  private void requireFinite(float[] values, Batch batch) {
    int each = values.length / batch.size();
    IntStream.range(0, values.length)
        .filter(i -> !Float.isFinite(values[i]))
        .findFirst()
        .ifPresent(
            i -> {
              throw new BenchException(
                  ExitCode.FAILURE,
                  Problem.of(
                          "NotFinite",
                          String.format(
                              Locale.ROOT,
                              "%s gives features that are not finite for %s",
                              encoder.name(),
                              batch.refs().get(i / each).id()))
                      .at(batch.refs().get(i / each).place())
                      .expecting("finite features")
                      .next("look at the values of the image, and at the weights of the encoder"));
            });
  }
}
