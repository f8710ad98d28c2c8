package org.eobench.encoders.olmoearth;

import java.util.Set;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of the published checkpoints: dictionaries of the whole pretraining model, with the
 * encoder under {@code encoder.}. Other modalities and band sets, the projection of the losses and
 * a table of dates, which is computed, are unused.
 */
final class OlmoEarthCheckpoint {
  static final String MONTHS = "composite_encodings.month_embed.weight";

  private OlmoEarthCheckpoint() {}

  static CheckpointLayout layout(Set<String> own) {
    return CheckpointLayout.exact().ignoring(key -> isUnused(key, own));
  }

  private static boolean isUnused(String key, Set<String> own) {
    boolean input =
        key.startsWith(ModalityTokens.PATCHES) || key.startsWith("composite_encodings.");
    return key.startsWith("project_and_aggregate.") || (input && !own.contains(key));
  }
}
