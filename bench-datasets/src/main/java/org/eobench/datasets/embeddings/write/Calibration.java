package org.eobench.datasets.embeddings.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Decomposition;
import org.eobench.core.nn.Pca;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.EmbeddingType;
import org.eobench.datasets.embeddings.format.Projection;

/** Features that principal components and the ranges of number formats are fitted to. */
final class Calibration {
  /** Features that are kept; of more, evenly spaced ones. */
  static final int MOST = 20_000;

  private final int depth;
  private final int images;
  private final List<double[]> kept = new ArrayList<>();

  /**
   * @param depth dimensions of a feature
   * @param images number of images that it will see
   */
  Calibration(int depth, int images) {
    this.depth = depth;
    this.images = images;
  }

  /**
   * Takes features of an image.
   *
   * @param features {@code [n,D]}, NaN where they are missing
   */
  void see(float[] features) {
    int count = features.length / depth;
    int step = Math.max(1, (int) ((long) count * images / MOST));
    for (int i = 0; i < count; i += step) {
      if (!Float.isNaN(features[i * depth])) {
        double[] one = new double[depth];
        int at = i * depth;
        Arrays.setAll(one, d -> features[at + d]);
        kept.add(one);
      }
    }
  }

  /**
   * Fits what the options ask for.
   *
   * @throws BenchException {@code TooFewEmbeddings}
   */
  Storage fit(EmbedOptions options, TorchOps ops) {
    Projection projection = null;
    List<double[]> points = kept;
    Integer components = options.components();
    if (components != null) {
      projection = projection(components, ops);
      points = projected(projection);
    }
    int width = projection == null ? depth : projection.width();
    return new Storage(depth, projection, coding(options.type(), width, points));
  }

  private Projection projection(int components, TorchOps ops) {
    int most = Math.min(depth, kept.size());
    if (kept.size() < 2 || components > most) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "TooFewEmbeddings",
                  String.format(
                      Locale.ROOT,
                      "%d embeddings of %d dimensions have no %d principal components",
                      kept.size(),
                      depth,
                      components))
              .at("--pca " + components)
              .expecting(String.format(Locale.ROOT, "at most %d", most))
              .next("ask for fewer components, or fit them to more images with --calibration"));
    }
    double[][] rows = kept.toArray(double[][]::new);
    return Projection.of(Pca.of(rows, components, new Decomposition(ops)));
  }

  private List<double[]> projected(Projection projection) {
    List<double[]> points = new ArrayList<>();
    float[] one = new float[depth];
    float[] reduced = new float[projection.width()];
    for (double[] point : kept) {
      for (int d = 0; d < depth; d++) {
        one[d] = (float) point[d];
      }
      projection.apply(one, 0, reduced);
      double[] wide = new double[reduced.length];
      Arrays.setAll(wide, d -> reduced[d]);
      points.add(wide);
    }
    return points;
  }

  private static Coding coding(EmbeddingType type, int width, List<double[]> points) {
    if (!type.isFitted()) {
      return Coding.plain(type, width);
    }
    if (points.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("TooFewEmbeddings", "no image has data, so that there is no range of values")
              .at("--dtype " + type.key())
              .next("name images with data"));
    }
    double[] least = points.get(0).clone();
    double[] largest = points.get(0).clone();
    for (double[] point : points) {
      for (int d = 0; d < width; d++) {
        least[d] = Math.min(least[d], point[d]);
        largest[d] = Math.max(largest[d], point[d]);
      }
    }
    return Coding.fitted(type, least, largest);
  }

  /** Nothing is fitted. */
  static Storage unfitted(int depth, EmbeddingType type) {
    return new Storage(depth, null, Coding.plain(type, depth));
  }
}
