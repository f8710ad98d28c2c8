package org.eobench.encoders.ssl4eo;

import org.eobench.core.encoder.PlainVit;
import org.eobench.core.encoder.PositionTable;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The layouts of the published SSL4EO-S12 checkpoints. The authors publish whole training states as
 * well as files with only the backbone; the prefixes below are those that their loading code
 * strips. Fixed position tables of another grid are resampled.
 */
final class Ssl4eoCheckpoints {
  private static final String QKV_BIAS = ".attn.qkv.bias";

  private Ssl4eoCheckpoints() {}

  /** The teacher of a DINO run; its projection head is ignored. */
  static CheckpointLayout dino(boolean qkvBias) {
    return CheckpointLayout.exact()
        .preferring("teacher.backbone.", "teacher.module.backbone.", "teacher.")
        .ignoring(key -> key.startsWith("head.") || (!qkvBias && key.endsWith(QKV_BIAS)));
  }

  /** The base encoder of a MoCo v3 run; its projector has the name of a classifier. */
  static CheckpointLayout moco() {
    return plain().preferring("base_encoder.").ignoring(key -> key.startsWith("head."));
  }

  /** The encoder of a masked autoencoder; decoder and mask token are ignored. */
  static CheckpointLayout mae() {
    return plain().ignoring(key -> key.equals("mask_token") || key.startsWith("decoder_"));
  }

  /**
   * The student of a data2vec run. Its prediction head and mask token are ignored, and so is the
   * index into the bias table, which follows from the grid. A bias table of another grid is
   * resampled.
   */
  static CheckpointLayout data2vec() {
    return CheckpointLayout.exact()
        .reshaping(OffsetResampling.of("rel_pos_bias.relative_position_bias_table"))
        .ignoring(
            key ->
                key.equals("mask_token")
                    || key.equals("rel_pos_bias.relative_position_index")
                    || key.startsWith("lm_head."));
  }

  private static CheckpointLayout plain() {
    return CheckpointLayout.exact()
        .reshaping(PositionTable.INTERPOLATE.fitting(PlainVit.POSITION_TABLE, 1));
  }
}
