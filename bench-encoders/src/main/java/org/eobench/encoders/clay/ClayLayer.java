package org.eobench.encoders.clay;

import ai.djl.ndarray.NDArray;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.PreNormAttention;
import org.eobench.core.nn.vit.PreNormMlp;

/** A block of Clay: {@code 0} is self-attention without any bias, {@code 1} the MLP. */
final class ClayLayer extends Module {
  private static final PreNormMlp.Names MLP = new PreNormMlp.Names("net.0", "net.1", "net.3");

  private final PreNormAttention attention;
  private final PreNormMlp mlp;

  ClayLayer(TorchOps ops, VitShape shape, int dimHead) {
    int width = shape.embedDim();
    attention =
        child("0", new PreNormAttention(ops, width, shape.numHeads(), dimHead, "norm", false));
    mlp = child("1", new PreNormMlp(ops, width, shape.hidden(), MLP));
  }

  /** {@code [B,1+N,D]} to the same shape. */
  NDArray forward(NDArray tokens) {
    return mlp.forward(attention.forward(tokens, null));
  }
}
