package org.eobench.decoders.prithvi;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The ConvTransformerTokensToEmbeddingNeck of hls-foundation-os: each stage enlarges a map four
 * times by two transposed convolutions, with layer norm over channels and GELU between them.
 */
final class TokensToEmbedding extends EnlargingNeck {
  private final int width;
  private final List<Stage> stages = new ArrayList<>();

  /**
   * @param in channels of the coarse map
   * @param width channels of all later maps
   * @param count number of stages
   */
  TokensToEmbedding(TorchOps ops, int in, int width, int count) {
    this.width = width;
    for (int i = 0; i < count; i++) {
      stages.add(child("fpn" + (i + 1), new Stage(ops, i == 0 ? in : width, width)));
    }
  }

  @Override
  int width() {
    return width;
  }

  /** {@code [B,in,h,w]} to {@code [B,width,4ⁿh,4ⁿw]} with n stages. */
  @Override
  NDArray forward(NDArray map) {
    NDArray x = map;
    for (Stage stage : stages) {
      x = stage.forward(x);
    }
    return x;
  }

  /** Names are the indices in PyTorch's Sequential, where 2 is the activation. */
  private static final class Stage extends Module {
    private final TorchOps ops;
    private final ConvTranspose2d first;
    private final LayerNorm norm;
    private final ConvTranspose2d second;

    Stage(TorchOps ops, int in, int width) {
      this.ops = ops;
      first = child("0", new ConvTranspose2d(ops, in, width, 2, 2));
      norm = child("1.ln", new LayerNorm(ops, width, 1e-6));
      second = child("3", new ConvTranspose2d(ops, width, width, 2, 2));
    }

    NDArray forward(NDArray map) {
      NDArray lastChannels = first.forward(map).transpose(0, 2, 3, 1);
      NDArray normed = norm.forward(lastChannels).transpose(0, 3, 1, 2);
      return second.forward(ops.gelu(normed));
    }
  }
}
