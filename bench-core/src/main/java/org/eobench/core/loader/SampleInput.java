package org.eobench.core.loader;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.features.store.FeatureKey;

/**
 * The input that one sample is for an encoder, without its values.
 *
 * @param key see {@link InputHash}
 * @param shapes {@code [C,T,H,W]} by modality
 */
public record SampleInput(FeatureKey key, Map<String, List<Integer>> shapes) {
  public SampleInput {
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
  }

  /** The input of a preprocessed sample. */
  static SampleInput of(Sample sample) {
    InputHash hash = new InputHash();
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    sample
        .images()
        .forEach(
            (modality, image) -> {
              hash.image(modality, shape(image), image.data(), 0);
              shapes.put(
                  modality,
                  List.of(image.channels(), image.frames(), image.height(), image.width()));
            });
    return new SampleInput(hash.acquisition(sample.acquisition()).key(), shapes);
  }

  private static int[] shape(Image image) {
    return new int[] {image.channels(), image.frames(), image.height(), image.width()};
  }
}
