package org.eobench.core.run.calibrate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;

/**
 * Maps of the confidence of the first samples: TIFF files in the pixels of the targets, band 1 the
 * probability of the predicted class, band 2 the class.
 */
final class ConfidenceMaps {
  private static final String FOLDER = "confidence";

  private final Path folder;
  private final int most;
  private final List<String> files = new ArrayList<>();

  /**
   * @param parent parent of the folder of maps
   */
  ConfidenceMaps(Path parent, int most) {
    this.folder = parent.resolve(FOLDER);
    this.most = most;
  }

  /** Writes maps of the samples of a batch, from probabilities; none if they are of images. */
  void add(LogitBatch batch, int height, int width) {
    for (int sample = 0; sample < batch.ids().size() && batch.points() > 1; sample++) {
      if (files.size() < most) {
        write(batch, sample, height, width);
      }
    }
  }

  private void write(LogitBatch batch, int sample, int height, int width) {
    float[] values = new float[2 * batch.points()];
    for (int point = 0; point < batch.points(); point++) {
      for (int klass = 0; klass < batch.classes(); klass++) {
        float probability = batch.number(sample, klass, point);
        if (probability > values[point]) {
          values[point] = probability;
          values[batch.points() + point] = klass;
        }
      }
    }
    String id = batch.ids().get(sample).replaceAll("[^A-Za-z0-9._-]", "_");
    String name = String.format(Locale.ROOT, "%04d_%s.tif", files.size() + 1, id);
    GeoTiffWriter.write(
        folder.resolve(name), GeoTiffSpec.plain(width, height, 2, SampleType.FLOAT32), values);
    files.add(FOLDER + "/" + name);
  }

  List<String> files() {
    return files;
  }
}
