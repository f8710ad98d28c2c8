package org.eobench.analysis.embedding;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.run.LoadedEncoder;

/**
 * The embeddings of some images by one encoder.
 *
 * @param images ids of the samples
 * @param rows {@code [n][D]}, one for each image
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Embeddings(List<String> images, double[][] rows) {
  /** The mean over all positions, and over dates if the map has them. */
  private static final String MEAN =
      """
      def forward(self, x):
        return torch.mean(x.flatten(2), [2])
      """;

  public Embeddings {
    images = List.copyOf(images);
  }

  /**
   * Encodes samples.
   *
   * @throws BenchException if an embedding is not finite, or all are equal
   */
  public static Embeddings of(LoadedEncoder encoder, Split split, List<SampleRef> samples) {
    List<String> images = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    encoder.read(
        split,
        samples,
        "embeddings of " + encoder.name(),
        (batch, input) -> {
          NDArray means = encoder.ops().call(MEAN, encoder.encoder().encode(input).last());
          float[] values = means.toFloatArray();
          int width = values.length / batch.size();
          for (int i = 0; i < batch.size(); i++) {
            double[] row = new double[width];
            for (int d = 0; d < width; d++) {
              row[d] = values[i * width + d];
            }
            requireFinite(row, batch.refs().get(i), encoder);
            images.add(batch.refs().get(i).id());
            rows.add(row);
          }
        });
    requireDifferent(rows, encoder);
    return new Embeddings(images, rows.toArray(double[][]::new));
  }

  private static void requireFinite(double[] row, SampleRef ref, LoadedEncoder encoder) {
    if (!Arrays.stream(row).allMatch(Double::isFinite)) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of(
                  "NotFinite",
                  String.format(
                      Locale.ROOT,
                      "%s gives features that are not finite for %s",
                      encoder.name(),
                      ref.id()))
              .at(ref.place())
              .expecting("finite features")
              .next("look at the values of the image, and at the weights of the encoder"));
    }
  }

  private static void requireDifferent(List<double[]> rows, LoadedEncoder encoder) {
    if (rows.stream().allMatch(row -> Arrays.equals(row, rows.get(0)))) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of(
                  "EqualEmbeddings",
                  String.format(
                      Locale.ROOT,
                      "%s gives the same features for all %d images",
                      encoder.name(),
                      rows.size()))
              .expecting("features that depend on the image")
              .next("look at the weights of the encoder and at the normalisation of the images"));
    }
  }

  /** D, the width. */
  public int width() {
    return rows[0].length;
  }

  /** The values in C order. */
  public float[] floats() {
    float[] values = new float[rows.length * width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / width()][i % width()];
    }
    return values;
  }
}
