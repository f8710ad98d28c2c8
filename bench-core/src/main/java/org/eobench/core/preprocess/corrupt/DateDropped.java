package org.eobench.core.preprocess.corrupt;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.jspecify.annotations.Nullable;

/** Dates of a series that are lost, as under full cloud cover; all images of one date have none. */
record DateDropped() implements Corruption {
  @Override
  public String key() {
    return "date_dropped";
  }

  @Override
  public String measure() {
    return "share of the dates without data in %, rounded up";
  }

  @Override
  public List<Double> strengths() {
    return List.of(10.0, 25.0, 50.0, 75.0, 90.0);
  }

  @Override
  public @Nullable String unfit(Map<String, Modality> modalities, int frames) {
    if (frames < 2) {
      return "there is only one date";
    }
    return modalities.values().stream().allMatch(modality -> modality.means().isEmpty())
        ? "the means of the bands are unknown"
        : null;
  }

  @Override
  public Map<String, Image> apply(
      Map<String, Image> images,
      Map<String, Modality> modalities,
      double strength,
      RandomGenerator random) {
    return new PlaneCorruption(
            key(), measure(), strengths(), modality -> !modality.means().isEmpty(), "", Loss::dates)
        .apply(images, modalities, strength, random);
  }
}
