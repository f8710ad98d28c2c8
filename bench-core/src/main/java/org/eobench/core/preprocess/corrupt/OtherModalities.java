package org.eobench.core.preprocess.corrupt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Image;
import org.jspecify.annotations.Nullable;

/**
 * A corruption of a sample with several modalities, which needs at least two of them.
 *
 * @param change changes all modalities together
 */
record OtherModalities(String key, String measure, List<Double> strengths, Change change)
    implements Corruption {
  /** New images for old ones. */
  @FunctionalInterface
  interface Change {
    void of(
        Map<String, Image> images,
        Map<String, Modality> modalities,
        double strength,
        RandomGenerator random);
  }

  @Override
  public @Nullable String unfit(Map<String, Modality> modalities, int frames) {
    if (modalities.size() < 2) {
      return "there is only one modality";
    }
    return modalities.values().stream().anyMatch(modality -> modality.means().isEmpty())
        ? "the means of the bands are unknown"
        : null;
  }

  @Override
  public Map<String, Image> apply(
      Map<String, Image> images,
      Map<String, Modality> modalities,
      double strength,
      RandomGenerator random) {
    Map<String, Image> changed = new LinkedHashMap<>(images);
    if (strength > 0) {
      change.of(changed, modalities, strength, random);
    }
    return changed;
  }

  /** All modalities but the first are moved by a distance in pixels, each in its own direction. */
  static void shift(
      Map<String, Image> images,
      Map<String, Modality> modalities,
      double strength,
      RandomGenerator random) {
    List<String> names = List.copyOf(images.keySet());
    for (String name : names.subList(1, names.size())) {
      images.computeIfPresent(name, (key, image) -> Geometry.moved(image, strength, random));
    }
  }

  /** A share of the samples, in percent, lacks one of its modalities. */
  static void drop(
      Map<String, Image> images,
      Map<String, Modality> modalities,
      double strength,
      RandomGenerator random) {
    List<String> names = List.copyOf(images.keySet());
    boolean lost = random.nextDouble() < strength / 100;
    String name = names.get(random.nextInt(names.size()));
    Modality modality = modalities.get(name);
    if (lost && modality != null) {
      images.computeIfPresent(name, (key, image) -> Loss.all(image, modality));
    }
  }
}
