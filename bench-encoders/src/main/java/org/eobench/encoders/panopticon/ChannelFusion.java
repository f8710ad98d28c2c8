package org.eobench.encoders.panopticon;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * The patch embedding: the same convolution of every channel, to which the channel's code is added.
 * For each patch, one learned query attends over the channels. Names are the authors': {@code
 * conv3d.conv3d, chnfus.query, chnfus.chnemb, chnfus.xattn.inproj_k, chnfus.xattn.inproj_v, proj}.
 */
final class ChannelFusion extends Module {
  private static final String SCRIPT =
      """
      def forward(self, x, codes, w, b, query, wk, wv, wp, bp%4$s):
        n, c, h, w_ = x.size()
        x = self.low(x.reshape([n * c, 1, h, w_]))
        t = torch.conv2d(x, self.low(w.squeeze(2)), self.low(b), [%1$d, %1$d])
        t = self.full(t).flatten(2).transpose(1, 2).reshape([n, c, -1, query.size(2)])
        t = t + codes.unsqueeze(2)
        heads = [n, c, t.size(2), %2$d, -1]
        k = self.full(self.dense(t, wk, None)).reshape(heads)
        v = self.full(self.dense(t, wv, None)).reshape(heads)
        scores = torch.sum(k * query.reshape([%2$d, -1]), [4]) * %3$s
        shares = torch.softmax(scores%5$s, 1).unsqueeze(4)
        return self.full(self.dense(torch.sum(shares * v, [1]).flatten(2), wp, bp))
      """;

  private final TorchOps ops;
  private final PanopticonConfig config;
  private final ChannelCodes codes;
  private final Parameter weight;
  private final Parameter bias;
  private final Parameter query;
  private final Linear keys;
  private final Linear values;
  private final Linear proj;

  ChannelFusion(TorchOps ops, PanopticonConfig config) {
    this.ops = ops;
    this.config = config;
    int wide = config.attnDim();
    int patch = config.shape().patchSize();
    Shape kernel = new Shape(wide, 1, 1, patch, patch);
    weight = parameter("conv3d.conv3d.weight", kernel, Inits.kaimingUniform());
    bias =
        parameter("conv3d.conv3d.bias", new Shape(wide), Inits.fanInUniform((long) patch * patch));
    query = parameter("chnfus.query", new Shape(1, 1, wide), Inits.normal(0.02));
    codes = child("chnfus.chnemb", new ChannelCodes(ops, wide));
    keys = child("chnfus.xattn.inproj_k", new Linear(ops, wide, wide, false));
    values = child("chnfus.xattn.inproj_v", new Linear(ops, wide, wide, false));
    proj = child("proj", new Linear(ops, wide, config.shape().embedDim(), true));
  }

  ChannelCodes codes() {
    return codes;
  }

  /**
   * Embeds the patches, {@code [B,N,D]}.
   *
   * @param image {@code [B,C,H,W]}
   * @param coded codes of the channels, {@code [B or 1,C,A]}
   * @param left -infinity for channels of a sample that are left out and 0 for others, {@code
   *     [B,C,1,1]}; null if all take part
   */
  NDArray forward(NDArray image, NDArray coded, @Nullable NDArray left) {
    double scale = 1 / Math.sqrt((double) config.attnDim() / config.chnHeads());
    String script =
        String.format(
            Locale.ROOT,
            SCRIPT,
            config.shape().patchSize(),
            config.chnHeads(),
            scale,
            left == null ? "" : ", left",
            left == null ? "" : " + left");
    NDArray[] arguments = {
      image,
      coded,
      weight.array(),
      bias.array(),
      query.array(),
      keys.weight(),
      values.weight(),
      proj.weight(),
      Objects.requireNonNull(proj.bias()),
      left
    };
    return ops.call(
        script, Arrays.stream(arguments).filter(Objects::nonNull).toArray(NDArray[]::new));
  }
}
