package org.eobench.core.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One sample.
 *
 * @param images an image per modality, {@code [C,T,H,W]}
 * @param target what its prediction is compared with
 * @param ref where it came from
 * @param acquisition when and where it was taken
 */
public record Sample(
    Map<String, Image> images, Target target, SampleRef ref, Acquisition acquisition) {
  public Sample {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }

  /** A sample of which nobody knows when and where it was taken. */
  public Sample(Map<String, Image> images, Target target, SampleRef ref) {
    this(images, target, ref, Acquisition.UNKNOWN);
  }

  /** The labels of a sample of segmentation or change detection. */
  public LabelMap labelMap() {
    return (LabelMap) target;
  }

  /** The same sample with other images. */
  public Sample with(Map<String, Image> images) {
    return new Sample(images, target, ref, acquisition);
  }

  /** The same sample with other images and labels, as after a crop. */
  public Sample with(Map<String, Image> images, Target target) {
    return new Sample(images, target, ref, acquisition);
  }
}
