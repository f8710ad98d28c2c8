package org.eobench.pretrain.crops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.InterpolationMode;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.task.classification.ImageClass;

/** Samples of two modalities whose pixels say where they are, and configurations of crops. */
final class CropSamples {
  static final int SIDE = 48;
  static final List<Double> SQUARE = List.of(1.0, 1.0);

  private CropSamples() {}

  /** Band 0 of a modality is the row, band 1 the column; those of {@code sar} are doubled. */
  static Sample sample() {
    Map<String, Image> images = new LinkedHashMap<>();
    images.put("optical", places(1));
    images.put("sar", places(2));
    return new Sample(images, new ImageClass(0), new SampleRef("chip", List.of()));
  }

  private static Image places(int factor) {
    float[] data = new float[2 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      data[i] = (float) factor * (i / SIDE);
      data[SIDE * SIDE + i] = (float) factor * (i % SIDE);
    }
    return new Image(data, 2, 1, SIDE, SIDE);
  }

  static StepContext context() {
    Map<String, ImageSpec.Modality> modalities = new LinkedHashMap<>();
    Map<String, List<String>> bands = new LinkedHashMap<>();
    for (String name : List.of("optical", "sar")) {
      List<String> two = List.of(name + "_row", name + "_column");
      bands.put(name, two);
      modalities.put(
          name, new ImageSpec.Modality(two, BandStats.UNKNOWN, Set.of(), List.of(7.0, 8.0)));
    }
    return new StepContext(
        new ImageSpec(modalities, SIDE, SIDE, -1, List.of()),
        new EncoderSpec(bands, 32, List.of(), false, false, false),
        CropPosition.DRAWN);
  }

  /** The defaults of {@code pretrain.yaml}. */
  static CropsConfig defaults(boolean invertBlur, boolean independent) {
    return new CropsConfig(
        null,
        null,
        List.of(0.32, 1.0),
        List.of(0.05, 0.32),
        List.of(0.75, 4 / 3.0),
        InterpolationMode.BICUBIC,
        0.5,
        0,
        List.of(1.0, 0.1),
        0.5,
        9,
        List.of(0.1, 2.0),
        invertBlur,
        independent);
  }

  /** Crops that are neither flipped nor blurred. */
  static CropsConfig plain() {
    return new CropsConfig(
        null,
        null,
        List.of(0.32, 1.0),
        List.of(0.05, 0.32),
        List.of(0.75, 4 / 3.0),
        InterpolationMode.BILINEAR,
        0,
        0,
        List.of(0.0),
        0,
        9,
        List.of(0.1, 2.0),
        false,
        false);
  }
}
