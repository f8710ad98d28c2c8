package org.eobench.encoders.olmoearth;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the patches of one band set. For patches smaller than in the checkpoint, the image is
 * enlarged. v1 projects the bands of a patch, {@code proj.weight [D,C,P,P]}; later versions first
 * map each pixel, {@code pixel_proj.0.weight [K,C]}, and have {@code proj.weight [D,P·P·K]}, whose
 * columns are ordered by row, column and value.
 */
final class BandSetEmbed extends Module {
  private static final String FRAMES =
      """
      def forward(self, image, channels):
        x = torch.index_select(image, 1, channels).permute([0, 2, 1, 3, 4])
        x = x.reshape([-1, x.size(2), x.size(3), x.size(4)])
        return %s
      """;

  private static final String BY_PIXEL =
      """
      def forward(self, x, w1, b1, w2, b2):
        y = torch.relu(self.dense(x.permute([0, 2, 3, 1]), w1, b1))
        n, h, w, k = y.size()
        y = y.reshape([n, h // %1$d, %1$d, w // %1$d, %1$d, k]).permute([0, 1, 3, 2, 4, 5])
        y = self.full(self.dense(y.flatten(3), w2, b2))
        return y.reshape([-1, %2$d, y.size(1), y.size(2), y.size(3)]).permute([0, 2, 3, 1, 4])
      """;

  private static final String BY_DATE =
      """
      def forward(self, x):
        x = x.reshape([-1, %d, x.size(1), x.size(2), x.size(3)])
        return x.permute([0, 3, 4, 1, 2])
      """;

  private final TorchOps ops;
  private final OlmoEarthConfig config;
  private final long[] channels;
  private final @Nullable Linear pixels;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * @param channels bands of the set in the modality's image
   */
  BandSetEmbed(TorchOps ops, OlmoEarthConfig config, List<Integer> channels) {
    this.ops = ops;
    this.config = config;
    this.channels = channels.stream().mapToLong(Integer::longValue).toArray();
    int width = config.shape().embedDim();
    int side = config.basePatchSize();
    Integer hidden = config.pixelHidden();
    pixels =
        hidden == null
            ? null
            : child("pixel_proj.0", new Linear(ops, channels.size(), hidden, true));
    long inputs = (long) side * side * (hidden == null ? channels.size() : hidden);
    Shape shape =
        hidden == null ? new Shape(width, channels.size(), side, side) : new Shape(width, inputs);
    weight = parameter("proj.weight", shape, Inits.kaimingUniform());
    bias = parameter("proj.bias", new Shape(width), Inits.fanInUniform(inputs));
  }

  /**
   * @param image all bands of the modality, {@code [B,C,T,H,W]}
   * @return {@code [B,h,w,T,D]}
   */
  NDArray forward(NDArray image) {
    int side = config.basePatchSize();
    int patch = config.shape().patchSize();
    long frames = image.getShape().get(2);
    String enlarged =
        String.format(
            Locale.ROOT,
            "torch._upsample_bicubic2d_aa(x, [x.size(2) * %1$d // %2$d, x.size(3) * %1$d // %2$d],"
                + " False, None, None)",
            side,
            patch);
    String script = String.format(Locale.ROOT, FRAMES, side == patch ? "x" : enlarged);
    NDArray x = ops.call(script, image, image.getManager().create(channels));
    if (pixels == null) {
      NDArray map = ops.conv2d(x, weight.array(), bias.array(), ConvOptions.DEFAULT.stride(side));
      return ops.call(String.format(Locale.ROOT, BY_DATE, frames), map);
    }
    return ops.call(
        String.format(Locale.ROOT, BY_PIXEL, side, frames),
        x,
        pixels.weight(),
        ops.matrix(pixels.arrays().skip(1).findFirst().orElseThrow()),
        ops.matrix(weight.array()),
        ops.matrix(bias.array()));
  }
}
