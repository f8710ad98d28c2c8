package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.PreNormAttention;
import org.eobench.core.nn.vit.PreNormMlp;

/**
 * A block of the joint encoder: {@code 0} is self-attention, {@code 1} is attention to the optical
 * tokens, {@code 2} is the MLP.
 */
final class CromaJointLayer extends Module {
  private final PreNormAttention self;
  private final CrossAttention cross;
  private final PreNormMlp mlp;

  CromaJointLayer(TorchOps ops, VitShape shape) {
    self = child("0", CromaLayer.attention(ops, shape));
    cross = child("1", new CrossAttention(ops, shape.embedDim(), shape.numHeads()));
    mlp = child("2", CromaLayer.mlp(ops, shape));
  }

  /**
   * @param tokens radar tokens {@code [B,N,D]}
   * @param context optical tokens of the same patches, {@code [B,N,D]}
   * @param bias position bias {@code [1,heads,N,N]}
   */
  NDArray forward(NDArray tokens, NDArray context, NDArray bias) {
    return mlp.forward(cross.forward(self.forward(tokens, bias), context, bias));
  }
}
