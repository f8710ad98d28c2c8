package org.eobench.encoders.prithvi;

import org.eobench.core.nn.CheckpointLayout;

/**
 * How the published checkpoints are read: flat dictionaries of the whole masked autoencoder, the
 * encoder's keys below {@code encoder.}.
 */
final class PrithviCheckpoint {
  static final String POSITION_TABLE = "pos_embed";

  private static final String UNUSED = "unused.";

  private PrithviCheckpoint() {}

  /**
   * @param sameGrid whether the file's position table is for the frames and the size at hand. It is
   *     fixed, so it is computed where it is not; its length alone would not tell: 4 frames of 14 x
   *     14 patches are as many as one of 28 x 28
   * @param finalNorm whether the model has the last layer norm
   */
  static CheckpointLayout layout(boolean sameGrid, boolean finalNorm) {
    return CheckpointLayout.exact()
        .stripping("encoder.")
        .renaming(key -> key.equals(POSITION_TABLE) && !sameGrid ? UNUSED + key : key)
        .allowingMissing(name -> name.equals(POSITION_TABLE) && !sameGrid)
        .ignoring(key -> belongsToPretraining(key) || (isFinalNorm(key) && !finalNorm));
  }

  private static boolean isFinalNorm(String key) {
    return key.startsWith("norm.");
  }

  /** The decoder and what else only the masked autoencoder had. */
  private static boolean belongsToPretraining(String key) {
    return key.equals("mask_token")
        || key.startsWith("decoder")
        || key.startsWith("temporal_embed_dec.")
        || key.startsWith("location_embed_dec.")
        || key.equals(POSITION_TABLE);
  }
}
