package org.eobench.encoders.dinov2;

import java.util.Locale;
import java.util.regex.Pattern;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * The layout of DINOv2's checkpoints: the flat files of torch.hub ({@code
 * dinov2_vits14_pretrain.pth}), and training checkpoints, whose backbone is under {@code teacher}
 * and whose blocks are numbered by chunk and block ({@code blocks.1.7.…}; the block number counts
 * through all chunks).
 */
final class Dinov2Checkpoint {
  static final String POSITION_TABLE = "pos_embed";
  static final String KERNEL = "patch_embed.proj.weight";

  private static final Pattern CHUNKED = Pattern.compile("^blocks\\.\\d+\\.(\\d+)\\.");

  private Dinov2Checkpoint() {}

  static CheckpointLayout layout(InputKernel kernel) {
    return kernel.into(
        CheckpointLayout.exact()
            .preferring("teacher.backbone.", "teacher.module.backbone.", "teacher.")
            .renaming(Dinov2Checkpoint::withoutChunk)
            .ignoring(Dinov2Checkpoint::belongsToPretraining)
            .reshaping(Dinov2Checkpoint::refuseOtherGrid));
  }

  static String withoutChunk(String key) {
    return CHUNKED.matcher(key).replaceFirst("blocks.$1.");
  }

  /**
   * Whether a tensor is the mask token, belongs to the heads of the two losses, or is the code of
   * the last batch's days ({@code pe}), which a fork with codes of the day stores.
   */
  private static boolean belongsToPretraining(String key) {
    return key.equals("mask_token")
        || key.equals("pe")
        || key.startsWith("dino_head.")
        || key.startsWith("ibot_head.");
  }

  /**
   * Requires the grid of the model: a table of another grid is resampled in every forward pass, and
   * resampling it twice would blur it.
   */
  private static float @Nullable [] refuseOtherGrid(
      String name, float[] values, long[] from, long[] to) {
    if (name.equals(POSITION_TABLE) && from.length == 3 && from[1] != to[1] && from[2] == to[2]) {
      long grid = Math.round(Math.sqrt((double) from[1] - 1));
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "PositionGrid",
                  String.format(
                      Locale.ROOT,
                      "the checkpoint's position table has %d rows, but the model's has %d",
                      from[1],
                      to[1]))
              .at(POSITION_TABLE)
              .expecting("encoder.position_grid=" + grid)
              .next(
                  "set `encoder.position_grid="
                      + grid
                      + "`; the forward pass then resamples the table to images of any size"));
    }
    return null;
  }
}
