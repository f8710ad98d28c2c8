package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.KernelResize;

/**
 * Patch embedding of one group of bands for patches of any size (FlexiViT: Beyer et al. 2023,
 * arXiv:2212.08013). The kernel is resized by the pseudo-inverse of image resizing, so that a patch
 * and its enlargement give the same token. Tensors are {@code proj.weight [D,C,P,P]} and {@code
 * proj.bias}.
 */
final class FlexiPatchEmbed extends Module {
  private static final String BANDS =
      """
      def forward(self, image, index):
        x = torch.index_select(image, 1, index).permute([0, 2, 1, 3, 4])
        return x.reshape([-1, x.size(2), x.size(3), x.size(4)])
      """;

  private final TorchOps ops;
  private final int patchSize;
  private final long[] channels;
  private final Parameter weight;
  private final Parameter bias;
  private final KernelResize resize;

  /**
   * @param channels channels of the image that form the group
   * @param patchSize patch size
   * @param kernelSize P, size of the kernel
   */
  FlexiPatchEmbed(TorchOps ops, List<Integer> channels, int width, int patchSize, int kernelSize) {
    this.ops = ops;
    this.patchSize = patchSize;
    this.channels = channels.stream().mapToLong(Integer::longValue).toArray();
    Shape kernel = new Shape(width, channels.size(), kernelSize, kernelSize);
    weight = parameter("proj.weight", kernel, Inits.kaimingUniform());
    bias =
        parameter(
            "proj.bias",
            new Shape(width),
            Inits.fanInUniform((long) channels.size() * kernelSize * kernelSize));
    resize = new KernelResize(ops, kernelSize, patchSize);
  }

  /**
   * Embeds the patches of images.
   *
   * @param image all bands, {@code [B,C,T,H,W]}
   * @return {@code [B·T,N,D]}, patches row by row
   */
  NDArray forward(NDArray image) {
    NDManager step = image.getManager();
    NDArray bands = ops.call(BANDS, image, step.create(channels));
    NDArray kernel = resize.apply(weight.array(), step);
    ConvOptions stride = ConvOptions.DEFAULT.stride(patchSize);
    return ops.mapToTokens(ops.conv2d(bands, kernel, bias.array(), stride));
  }
}
