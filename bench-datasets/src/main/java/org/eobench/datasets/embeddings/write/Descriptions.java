package org.eobench.datasets.embeddings.write;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.io.tensors.NpyWriter;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.run.LoadedEncoder;
import org.eobench.datasets.embeddings.format.Description;
import org.eobench.datasets.embeddings.format.Projection;
import org.jspecify.annotations.Nullable;

/** Writes {@code embeddings.json}, and the principal components beside it. */
final class Descriptions {
  private static final String MEAN = "pca_mean.npy";
  private static final String DIRECTIONS = "pca_components.npy";

  private Descriptions() {}

  /**
   * Describes what was written.
   *
   * @param source name of the data set and its version, or scenes
   * @param margin as used
   */
  static Description write(
      Path folder,
      LoadedEncoder encoder,
      EncoderMaps maps,
      EmbedOptions options,
      Storage storage,
      String source,
      @Nullable Integer sourceVersion,
      int margin,
      List<Description.Entry> entries) {
    Projection projection = storage.projection();
    Description.Components components = null;
    if (projection != null) {
      int depth = projection.mean().length;
      array(folder.resolve(MEAN), new long[] {depth}, projection.mean());
      array(
          folder.resolve(DIRECTIONS),
          new long[] {projection.width(), depth},
          projection.components());
      components = new Description.Components(MEAN, DIRECTIONS, projection.explained());
    }
    Description description =
        new Description(
            Description.currentVersion(),
            encoder.name(),
            encoder.weights(),
            encoder.weightsSha256(),
            source,
            sourceVersion,
            options.pooling().key(),
            maps.levels(),
            maps.stride(),
            encoder.encoder().spec().inputSize(),
            margin,
            storage.coding().type().key(),
            storage.coding().type().rule(),
            storage.coding().width(),
            storage.coding().type().bytes(storage.coding().width()),
            storage.coding().scale(),
            storage.coding().offset(),
            components,
            storage.clipped(),
            options.files().key(),
            entries);
    description.write(folder);
    return description;
  }

  private static void array(Path file, long[] shape, double[]... rows) {
    NpyWriter.write(
        file,
        TensorType.F32,
        shape,
        sink -> {
          for (double[] row : rows) {
            float[] floats = new float[row.length];
            for (int d = 0; d < row.length; d++) {
              floats[d] = (float) row[d];
            }
            sink.accept(floats);
          }
        });
  }
}
