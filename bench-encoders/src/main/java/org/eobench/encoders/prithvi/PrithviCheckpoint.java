package org.eobench.encoders.prithvi;

import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * How the published checkpoints are read: flat dictionaries of the whole masked autoencoder, the
 * encoder's keys below {@code encoder.}.
 */
final class PrithviCheckpoint {
  static final String POSITION_TABLE = "pos_embed";

  private PrithviCheckpoint() {}

  /**
   * The table of the file is taken wherever its shape is the model's, and computed elsewhere: it is
   * fixed.
   *
   * @param otherGrid whether the config says that the file's table is for other frames or another
   *     size that have just as many patches, such as 4 frames of 14 x 14 for one of 28 x 28; its
   *     shape alone would not tell
   * @param sameGrid whether the config says that the file's table is for the grid at hand, so that
   *     a file without one is not whole
   * @param finalNorm whether the model has the last layer norm
   */
  static CheckpointLayout layout(boolean otherGrid, boolean sameGrid, boolean finalNorm) {
    return CheckpointLayout.exact()
        .allowingMissing(name -> name.equals(POSITION_TABLE) && !sameGrid)
        .ignoring(key -> belongsToPretraining(key) || (isFinalNorm(key) && !finalNorm))
        .refitting(name -> name.equals(POSITION_TABLE) && otherGrid)
        .reshaping(PrithviCheckpoint::compute);
  }

  private static float @Nullable [] compute(String name, float[] values, long[] from, long[] to) {
    boolean table = name.equals(POSITION_TABLE) && from.length == 3 && from[2] == to[2];
    return table ? CheckpointLayout.FIRST_VALUES : null;
  }

  private static boolean isFinalNorm(String key) {
    return key.startsWith("norm.");
  }

  /** The decoder and what else only the masked autoencoder had. */
  private static boolean belongsToPretraining(String key) {
    return key.equals("mask_token")
        || key.startsWith("decoder")
        || key.startsWith("temporal_embed_dec.")
        || key.startsWith("location_embed_dec.");
  }
}
