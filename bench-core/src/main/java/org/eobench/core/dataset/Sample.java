package org.eobench.core.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One sample: an image per modality ({@code [C,T,H,W]}), its target, and where it came from. */
public record Sample(Map<String, Image> images, Target target, SampleRef ref) {
  public Sample {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }
}
