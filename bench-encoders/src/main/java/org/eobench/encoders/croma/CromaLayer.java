package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.PreNormAttention;
import org.eobench.core.nn.vit.PreNormMlp;

/** A block of one sensor's encoder: {@code 0} is self-attention, {@code 1} is the MLP. */
final class CromaLayer extends Module {
  private static final String NORM = "input_norm";
  private static final PreNormMlp.Names MLP = new PreNormMlp.Names(NORM, "net.0", "net.3");

  private final PreNormAttention attention;
  private final PreNormMlp mlp;

  CromaLayer(TorchOps ops, VitShape shape) {
    attention = child("0", attention(ops, shape));
    mlp = child("1", mlp(ops, shape));
  }

  static PreNormAttention attention(TorchOps ops, VitShape shape) {
    int headDim = shape.embedDim() / shape.numHeads();
    return new PreNormAttention(ops, shape.embedDim(), shape.numHeads(), headDim, NORM, true);
  }

  static PreNormMlp mlp(TorchOps ops, VitShape shape) {
    return new PreNormMlp(ops, shape.embedDim(), shape.hidden(), MLP);
  }

  /** Maps tokens {@code [B,N,D]} with a position bias {@code [1,heads,N,N]} to tokens. */
  NDArray forward(NDArray tokens, NDArray bias) {
    return mlp.forward(attention.forward(tokens, bias));
  }
}
