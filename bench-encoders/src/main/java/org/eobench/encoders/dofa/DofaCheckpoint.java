package org.eobench.encoders.dofa;

import org.eobench.core.nn.CheckpointLayout;
import org.eobench.core.nn.PositionEmbedding;
import org.jspecify.annotations.Nullable;

/** How the published DOFA checkpoints (flat dictionaries of the pretraining model) are read. */
final class DofaCheckpoint {
  static final String POSITION_TABLE = "pos_embed";

  private DofaCheckpoint() {}

  static CheckpointLayout layout(DofaConfig config) {
    return CheckpointLayout.exact()
        .ignoring(DofaCheckpoint::belongsToPretraining)
        .reshaping((name, values, from, to) -> fit(config.positionTable(), name, values, from, to));
  }

  /** The decoder, mask token, projector and heads that only pretraining used. */
  private static boolean belongsToPretraining(String key) {
    return key.equals("mask_token")
        || key.startsWith("decoder_")
        || key.startsWith("projector.")
        || key.startsWith("head.")
        || key.startsWith("fc_norm.")
        || key.startsWith("teacher");
  }

  /** Fits a square position table of shape {@code [1,1+g·g,D]} to another grid. */
  private static float @Nullable [] fit(
      PositionTable rule, String name, float[] values, long[] from, long[] to) {
    boolean fits =
        name.equals(POSITION_TABLE) && from.length == 3 && from[0] == 1 && from[2] == to[2];
    if (!fits) {
      return null;
    }
    int width = (int) to[2];
    int grid = side(to[1] - 1);
    int old = side(from[1] - 1);
    if (old < 1 || (long) old * old != from[1] - 1) {
      return null;
    }
    return switch (rule) {
      case INTERPOLATE -> PositionEmbedding.resample(values, width, 1, old, grid);
      case ZERO -> new float[Math.toIntExact(to[1]) * width];
    };
  }

  private static int side(long positions) {
    return (int) Math.round(Math.sqrt((double) positions));
  }
}
