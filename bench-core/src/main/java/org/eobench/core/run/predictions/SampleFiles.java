package org.eobench.core.run.predictions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.eval.SampleSink;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.run.gallery.SampleMaps;

/**
 * Files of each predicted map, in the pixels of its target: classes and probabilities, or values,
 * as TIFF, and the target beside the prediction as PNG.
 */
final class SampleFiles implements SampleSink {
  private static final int BYTE = 256;

  private final DatasetSpec dataset;
  private final PredictionsRequest asked;
  private final List<Path> files = new ArrayList<>();
  private int samples;

  SampleFiles(DatasetSpec dataset, PredictionsRequest asked) {
    this.dataset = dataset;
    this.asked = asked;
  }

  List<Path> files() {
    return files;
  }

  @Override
  public void accept(Batch batch, List<String> ids, List<?> scored) {
    for (int i = 0; i < ids.size() && samples < asked.most(); i++) {
      samples++;
      String id = ids.get(i).replaceAll("[^A-Za-z0-9._-]", "_");
      String stem = String.format(Locale.ROOT, "%04d_%s", samples, id);
      Object sample = scored.get(i);
      int height = batch.targets().height();
      int width = batch.targets().width();
      if (sample instanceof PixelClasses pixels) {
        classes(stem, pixels);
      } else if (sample instanceof PixelValues values) {
        float[] own =
            Arrays.copyOfRange(
                values.predicted(), values.offset(), values.offset() + values.length());
        tiff(stem + "_values.tif", width, height, 1, SampleType.FLOAT32, own);
      }
      SampleMaps.of(sample, height, width, dataset)
          .ifPresent(
              picture -> {
                Path file = asked.folder().resolve(stem + "_side_by_side.png");
                AtomicFile.write(file, out -> out.write(picture.png()));
                files.add(file);
              });
    }
  }

  private void classes(String stem, PixelClasses pixels) {
    int size = pixels.pixels();
    float[] labels = new float[size];
    for (int i = 0; i < size; i++) {
      labels[i] = pixels.predicted()[pixels.offset() + i];
    }
    SampleType type = dataset.numClasses() <= BYTE ? SampleType.UINT8 : SampleType.UINT16;
    tiff(stem + "_classes.tif", pixels.width(), pixels.height(), 1, type, labels);
    int from = pixels.offset() * dataset.numClasses();
    float[] probabilities =
        Arrays.copyOfRange(pixels.probabilities().get(), from, from + size * dataset.numClasses());
    tiff(
        stem + "_probabilities.tif",
        pixels.width(),
        pixels.height(),
        dataset.numClasses(),
        SampleType.FLOAT32,
        probabilities);
  }

  private void tiff(
      String name, int width, int height, int bands, SampleType type, float[] values) {
    Path file = asked.folder().resolve(name);
    GeoTiffWriter.write(file, GeoTiffSpec.plain(width, height, bands, type), values);
    files.add(file);
  }
}
