package org.eobench.encoders.prithvi;

import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * The layout of the published checkpoints: flat dictionaries of the whole masked autoencoder, with
 * the encoder under {@code encoder.}.
 */
final class PrithviCheckpoint {
  static final String POSITION_TABLE = "pos_embed";

  private PrithviCheckpoint() {}

  /**
   * Uses the file's table if its shape matches the model; otherwise the fixed table is computed.
   *
   * @param otherGrid whether the config declares that the file's table is for other frames or
   *     another image size with the same number of patches, such as 4 frames of 14 x 14 for one of
   *     28 x 28, which its shape cannot show
   * @param sameGrid whether the config declares that the file's table is for the current grid, so
   *     that a file without a table is incomplete
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

  /**
   * Whether a tensor belongs to the decoder or another part that only the masked autoencoder has.
   */
  private static boolean belongsToPretraining(String key) {
    return key.equals("mask_token")
        || key.startsWith("decoder")
        || key.startsWith("temporal_embed_dec.")
        || key.startsWith("location_embed_dec.");
  }
}
