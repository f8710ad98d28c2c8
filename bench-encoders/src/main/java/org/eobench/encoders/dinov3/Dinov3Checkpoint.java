package org.eobench.encoders.dinov3;

import org.eobench.core.encoder.InputKernel;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The layout of DINOv3's checkpoints: the flat files of torch.hub ({@code
 * dinov3_vits16_pretrain_lvd1689m-08c60483.pth}), and training checkpoints with the backbone under
 * {@code teacher}.
 */
final class Dinov3Checkpoint {
  static final String KERNEL = "patch_embed.proj.weight";

  private Dinov3Checkpoint() {}

  static CheckpointLayout layout(InputKernel kernel) {
    return kernel.into(
        CheckpointLayout.exact()
            .preferring("teacher.backbone.", "teacher.")
            .ignoring(Dinov3Checkpoint::belongsToPretraining));
  }

  /**
   * Whether a tensor is the mask token, belongs to the heads of the losses, or is the norm of the
   * class token of small crops, which some files have.
   */
  private static boolean belongsToPretraining(String key) {
    return key.equals("mask_token")
        || key.startsWith("local_cls_norm.")
        || key.startsWith("dino_head.")
        || key.startsWith("ibot_head.");
  }
}
