package org.eobench.encoders.clay;

import org.eobench.core.weights.CheckpointLayout;

/**
 * How the published Clay checkpoints are read: Lightning's dictionary, whose {@code state_dict} has
 * the encoder under {@code model.encoder.}, and beside it the decoder, the teacher and the
 * projection of pretraining, which are no weights of this model.
 */
final class ClayCheckpoint {
  private ClayCheckpoint() {}

  static CheckpointLayout layout() {
    return CheckpointLayout.exact().preferring("encoder.");
  }
}
