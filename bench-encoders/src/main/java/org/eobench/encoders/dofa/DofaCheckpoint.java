package org.eobench.encoders.dofa;

import org.eobench.core.weights.CheckpointLayout;

/** How the published DOFA checkpoints (flat dictionaries of the pretraining model) are read. */
final class DofaCheckpoint {
  static final String POSITION_TABLE = "pos_embed";

  private DofaCheckpoint() {}

  static CheckpointLayout layout(DofaConfig config) {
    return CheckpointLayout.exact()
        .ignoring(DofaCheckpoint::belongsToPretraining)
        .reshaping(config.positionTable().fitting(POSITION_TABLE, 1));
  }

  /**
   * The decoder, mask token, projector and heads that only pretraining used. The files of the
   * encoder alone hold {@code mask_token} and {@code projector} of these.
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
