package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Embeds the patches of an image series with a convolution over time and space whose stride equals
 * its kernel. Names are {@code proj.weight [width,in,tubelet,patch,patch]} and {@code proj.bias}.
 *
 * <p>The weight is initialized as Xavier uniform of the equivalent linear layer, as in masked
 * autoencoders (He et al., CVPR 2022).
 */
public final class PatchEmbed3d extends Module {
  private final TorchOps ops;
  private final Projection proj;

  /**
   * @param in bands
   * @param width features per token
   * @param tubelet frames that one token covers
   * @param patch patch size in pixels
   */
  public PatchEmbed3d(TorchOps ops, int in, int width, int tubelet, int patch) {
    this.ops = ops;
    this.proj = child("proj", new Projection(new Shape(width, in, tubelet, patch, patch)));
  }

  /**
   * {@code [B,in,T,H,W]} to {@code [B,N,width]}: frame by frame, patches row by row from the top
   * left. Frames and pixels that do not fill a whole token are dropped.
   */
  public NDArray forward(NDArray images) {
    return ops.mapToTokens(ops.blockConv3d(images, proj.weight.array(), proj.bias.array()));
  }

  private static final class Projection extends Module {
    private final Parameter weight;
    private final Parameter bias;

    Projection(Shape shape) {
      long width = shape.get(0);
      long inputs = shape.size() / width;
      weight = parameter("weight", shape, Inits.uniform(Math.sqrt(6.0 / (width + inputs))));
      bias = parameter("bias", new Shape(width), Inits.fanInUniform(inputs));
    }
  }
}
