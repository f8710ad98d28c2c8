package org.eobench.encoders.clay;

import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of the published Clay checkpoints: Lightning's dictionary, whose {@code state_dict}
 * has the encoder under {@code model.encoder.}. It also contains the decoder, the teacher and the
 * projection of pretraining, which this model does not have.
 */
final class ClayCheckpoint {
  private ClayCheckpoint() {}

  static CheckpointLayout layout() {
    return CheckpointLayout.exact().preferring("encoder.");
  }
}
