package org.eobench.core.preprocess;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.testing.Encoders;
import org.eobench.core.testing.MemoryDataset;

/** Contexts and samples for tests of single steps. */
final class Chips {
  private Chips() {}

  static StepContext context(
      int inputSize,
      Map<String, List<String>> data,
      Map<String, List<String>> encoder,
      Map<String, BandStats> stats) {
    return new StepContext(
        ImageSpec.of(MemoryDataset.spec(data, stats)),
        Encoders.taking(inputSize, encoder),
        CropPosition.DRAWN);
  }

  /** One modality without statistics. */
  static StepContext optical(List<String> data, List<String> encoder) {
    return context(4, Map.of("optical", data), Map.of("optical", encoder), Map.of());
  }

  /** Channel c holds 100·(c+1) + pixel index; labels are the pixel index modulo 3. */
  static Sample sample(Map<String, Integer> channels, int height, int width) {
    Map<String, Image> images = new LinkedHashMap<>();
    channels.forEach(
        (name, count) -> {
          float[] data = new float[count * height * width];
          for (int i = 0; i < data.length; i++) {
            data[i] = 100 * (i / (height * width) + 1) + i % (height * width);
          }
          images.put(name, new Image(data, count, 1, height, width));
        });
    int[] labels = new int[height * width];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3;
    }
    return new Sample(
        images,
        new LabelMap(labels, height, width),
        new SampleRef("chip7", List.of(Path.of("a/img7.tif"), Path.of("a/mask7.tif"))));
  }

  /** The image of a modality that must be there. */
  static Image image(Sample sample, String modality) {
    return Objects.requireNonNull(sample.images().get(modality), modality);
  }

  /** Statistics of the optical bands after a step. */
  static BandStats stats(PreprocessStep step) {
    return Objects.requireNonNull(step.output().modalities().get("optical")).stats();
  }

  static float[] random(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
