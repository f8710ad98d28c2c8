package org.eobench.encoders.remoteclip;

import java.util.List;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;

/**
 * The layout of CLIP checkpoints of open_clip: the image encoder is below {@code visual.}, beside
 * the tensors of the text encoder. Names become timm's; the class token and the position table get
 * an axis of length 1.
 */
final class RemoteClipCheckpoint {
  static final String KERNEL = "conv1.weight";
  static final String CLASS_TOKEN = "cls_token";
  static final String POSITIONS = "pos_embed";

  private static final List<String> CLIP =
      List.of(
          "class_embedding",
          "positional_embedding",
          "transformer.resblocks.",
          ".ln_1.",
          ".ln_2.",
          ".attn.in_proj_",
          ".attn.out_proj.",
          ".mlp.c_fc.",
          ".mlp.c_proj.");

  private static final List<String> TIMM =
      List.of(
          CLASS_TOKEN,
          POSITIONS,
          "blocks.",
          ".norm1.",
          ".norm2.",
          ".attn.qkv.",
          ".attn.proj.",
          ".mlp.fc1.",
          ".mlp.fc2.");

  private RemoteClipCheckpoint() {}

  static CheckpointLayout layout(InputKernel kernel) {
    return kernel.into(
        CheckpointLayout.exact()
            .preferring("visual.")
            .renaming(RemoteClipCheckpoint::named)
            .reshaping(RemoteClipCheckpoint::withAxis));
  }

  static String named(String key) {
    String name = key;
    for (int i = 0; i < CLIP.size(); i++) {
      name = name.replace(CLIP.get(i), TIMM.get(i));
    }
    return name;
  }

  private static float @Nullable [] withAxis(String name, float[] values, long[] from, long[] to) {
    boolean token = name.equals(CLASS_TOKEN) && from.length == 1 && from[0] == to[2];
    boolean table =
        name.equals(POSITIONS) && from.length == 2 && from[0] == to[1] && from[1] == to[2];
    return token || table ? values : null;
  }
}
