package org.eobench.encoders.gfmswin;

import org.eobench.core.encoder.InputKernel;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of the authors' file: {@code model.encoder.…} with Microsoft's names, beside the
 * teacher, the decoder and the projector of pretraining, and masks that depend on the image size.
 */
final class GfmSwinCheckpoint {
  static final String KERNEL = "patch_embed.proj.weight";

  private GfmSwinCheckpoint() {}

  static CheckpointLayout layout(InputKernel kernel, boolean normed) {
    return kernel.into(
        CheckpointLayout.exact()
            .preferring("encoder.")
            .ignoring(
                key ->
                    key.equals("mask_token")
                        || key.startsWith("head.")
                        || key.endsWith(".attn_mask")
                        || !normed && key.startsWith("norm.")));
  }
}
