package org.eobench.core.preprocess.corrupt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.jspecify.annotations.Nullable;

/**
 * A corruption that changes each modality of some kind by itself.
 *
 * @param needs the kind of modalities that are changed
 * @param needed the kind in words
 * @param change changes the image of a modality
 */
record PlaneCorruption(
    String key,
    String measure,
    List<Double> strengths,
    Predicate<Modality> needs,
    String needed,
    Change change)
    implements Corruption {
  /** A new image for an old one. */
  @FunctionalInterface
  interface Change {
    Image of(Image image, Modality modality, double strength, RandomGenerator random);
  }

  @Override
  public @Nullable String unfit(Map<String, Modality> modalities, int frames) {
    return modalities.values().stream().anyMatch(needs) ? null : "no modality has " + needed;
  }

  @Override
  public Map<String, Image> apply(
      Map<String, Image> images,
      Map<String, Modality> modalities,
      double strength,
      RandomGenerator random) {
    Map<String, Image> changed = new LinkedHashMap<>(images);
    modalities.forEach(
        (name, modality) -> {
          Image image = images.get(name);
          if (image != null && needs.test(modality) && strength > 0) {
            changed.put(name, change.of(image, modality, strength, random));
          }
        });
    return changed;
  }
}
