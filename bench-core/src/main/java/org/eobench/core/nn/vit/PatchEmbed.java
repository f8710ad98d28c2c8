package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Embeds image patches with a convolution whose stride equals its kernel, with timm's names {@code
 * proj.weight [width,in,patch,patch]} and {@code proj.bias}.
 */
public final class PatchEmbed extends Module {
  private final TorchOps ops;
  private final Conv2d proj;

  public PatchEmbed(TorchOps ops, int in, int width, int patch) {
    this.ops = ops;
    ConvOptions options = ConvOptions.DEFAULT.stride(patch);
    this.proj = child("proj", new Conv2d(ops, in, width, patch, true, options));
  }

  /** {@code [B,in,H,W]} to {@code [B,N,width]}, patches row by row from the top left. */
  public NDArray forward(NDArray image) {
    return ops.mapToTokens(proj.forward(image));
  }
}
