package org.eobench.encoders.satlas;

import org.eobench.core.encoder.InputKernel;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of Satlas' checkpoints: {@code backbone.backbone.features.0…}, with one more {@code
 * backbone.} in models of several images, and {@code intermediates.0.fpn.…}. TorchGeo's copies have
 * torchvision's names alone, and no pyramid.
 */
final class SatlasCheckpoint {
  static final String KERNEL = "features.0.0.weight";
  static final String PYRAMID = "fpn.";

  private SatlasCheckpoint() {}

  static CheckpointLayout layout(InputKernel kernel, boolean fpn) {
    return kernel.into(
        CheckpointLayout.exact()
            .renaming(SatlasCheckpoint::named)
            .ignoring(key -> isUnused(named(key), fpn)));
  }

  static String named(String key) {
    String name = key.replaceFirst("^(backbone\\.)+", "");
    return name.replaceFirst("^(intermediates\\.0|fpn)\\.fpn\\.", PYRAMID);
  }

  /** Whether it is the last norm, the classifier, a head of a task, or an unused pyramid. */
  private static boolean isUnused(String name, boolean fpn) {
    return name.startsWith("norm.")
        || name.startsWith("head.")
        || name.startsWith("heads.")
        || name.startsWith("intermediates.")
        || !fpn && name.startsWith(PYRAMID);
  }
}
