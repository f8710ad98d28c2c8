package org.eobench.encoders.dofa;

import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of the published DOFA checkpoints, which are flat dictionaries of the pretraining
 * model.
 */
final class DofaCheckpoint {
  static final String POSITION_TABLE = "pos_embed";

  private DofaCheckpoint() {}

  static CheckpointLayout layout(DofaConfig config) {
    return CheckpointLayout.exact()
        .ignoring(DofaCheckpoint::belongsToPretraining)
        .reshaping(config.positionTable().fitting(POSITION_TABLE, 1));
  }

  /**
   * The decoder, mask token, projector and heads, which only pretraining used. Of these, the
   * encoder-only files contain {@code mask_token} and {@code projector}.
   */
  private static boolean belongsToPretraining(String key) {
    return key.equals("mask_token")
        || key.startsWith("decoder_")
        || key.startsWith("projector.")
        || key.startsWith("head.")
        || key.startsWith("fc_norm.")
        || key.startsWith("teacher");
  }
}
