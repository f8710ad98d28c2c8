package org.eobench.core.preprocess.augment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.BandwiseStep;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.StepContext;

/**
 * Leaves out whole bands of a sample, in all dates: their values become missing data, which the end
 * of the chain fills like any other. At least one band of the sample stays.
 */
public final class BandDropout extends BandwiseStep {
  private final AugmentConfigs.Dropout keys;

  public BandDropout(AugmentConfigs.Dropout keys, StepContext context) {
    super(context.images());
    this.keys = keys;
  }

  private record BandAt(String modality, int channel) {}

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    List<BandAt> bands = bands();
    List<BandAt> dropped = new ArrayList<>();
    for (BandAt band : bands) {
      if (random.nextDouble() < keys.probability()) {
        dropped.add(band);
      }
    }
    if (!dropped.isEmpty() && dropped.size() == bands.size()) {
      dropped.remove(random.nextInt(dropped.size()));
    }
    Map<String, Image> images = new LinkedHashMap<>(sample.images());
    for (BandAt band : dropped) {
      images.put(
          band.modality, without(Objects.requireNonNull(images.get(band.modality)), band.channel));
    }
    return sample.with(images);
  }

  /** The bands that hold data; padded ones have none to leave out. */
  private List<BandAt> bands() {
    List<BandAt> bands = new ArrayList<>();
    for (Map.Entry<String, ImageSpec.Modality> entry : output().modalities().entrySet()) {
      List<String> names = entry.getValue().bands();
      for (int channel = 0; channel < names.size(); channel++) {
        if (!entry.getValue().padded().contains(names.get(channel))) {
          bands.add(new BandAt(entry.getKey(), channel));
        }
      }
    }
    return bands;
  }

  private static Image without(Image image, int channel) {
    float[] data = image.data().clone();
    int series = data.length / image.channels();
    Arrays.fill(data, channel * series, (channel + 1) * series, Float.NaN);
    return new Image(data, image.channels(), image.frames(), image.height(), image.width());
  }
}
