package org.eobench.core.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One sample.
 *
 * @param images images by modality, {@code [C,T,H,W]}
 * @param target target of the prediction
 * @param ref reference to its files
 * @param acquisition when and where it was taken
 */
public record Sample(
    Map<String, Image> images, Target target, SampleRef ref, Acquisition acquisition) {
  public Sample {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }

  /** A sample of unknown date and place. */
  public Sample(Map<String, Image> images, Target target, SampleRef ref) {
    this(images, target, ref, Acquisition.UNKNOWN);
  }

  /** The same sample with other images. */
  public Sample with(Map<String, Image> images) {
    return new Sample(images, target, ref, acquisition);
  }

  /** The same sample with a function applied to each image. */
  public Sample with(UnaryOperator<Image> change) {
    Map<String, Image> changed = new LinkedHashMap<>();
    images.forEach((modality, image) -> changed.put(modality, change.apply(image)));
    return with(changed);
  }

  /** The same sample with another target. */
  public Sample with(Target target) {
    return new Sample(images, target, ref, acquisition);
  }

  /** The same sample with another acquisition. */
  public Sample with(Acquisition acquisition) {
    return new Sample(images, target, ref, acquisition);
  }
}
