package org.eobench.encoders.convnext;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * A residual block: depthwise 7 × 7 convolution, layer norm, and two linear layers with an exact
 * GELU between them. In v1 the result is scaled by {@code gamma}; in v2 the hidden features are
 * divided by their mean response over the image (GRN). Names are timm's.
 */
final class ConvNextBlock extends Module {
  private static final int KERNEL = 7;
  private static final int EXPANSION = 4;
  private static final Init WEIGHT = Inits.truncNormal(0.02);

  /** {@code torch.norm} has the gradient 0 at 0, where a square root has none. */
  private static final String NORMALISED =
      """
        y = self.full(y)
        response = torch.norm(y, 2, [1, 2], True)
        response = response / (torch.mean(response, [-1], True) + %s)
        y = y + (gw * (y * response) + gb)
      """;

  private static final String SCRIPT =
      """
      def forward(self, x, wd, bd, g, h, w1, b1, w2, b2%s):
        y = self.full(%s).permute([0, 2, 3, 1])
        y = torch.layer_norm(y, g.size(), g, h, 1e-06)
        y = self.dense_gelu(y, w1, b1)
      %s  y = self.full(self.dense(y, w2, b2))%s
        return x + y.permute([0, 3, 1, 2])
      """;

  /**
   * What differs between the versions.
   *
   * @param scale initial value of the layer scale, or null for blocks without one
   * @param responseEps eps of the global response normalisation, or null for blocks without it
   */
  record Options(@Nullable Double scale, @Nullable Double responseEps) {
    /** Version 1. */
    static Options scaled(double initial) {
      return new Options(initial, null);
    }

    /** Version 2. */
    static Options responseNormalised(double eps) {
      return new Options(null, eps);
    }
  }

  private final TorchOps ops;
  private final Conv2d depthwise;
  private final List<Parameter> tensors = new ArrayList<>();
  private final LayerNorm norm;
  private final Linear fc1;
  private final Linear fc2;
  private final String script;

  ConvNextBlock(TorchOps ops, int width, Options options) {
    this.ops = ops;
    ConvOptions geometry = ConvOptions.DEFAULT.padding(KERNEL / 2).groups(width);
    Double scale = options.scale();
    Double responseEps = options.responseEps();
    if (scale != null) {
      tensors.add(parameter("gamma", new Shape(width), Inits.constant(scale)));
    }
    depthwise =
        child("conv_dw", new Conv2d(ops, width, width, KERNEL, geometry, WEIGHT, Inits.ZEROS));
    norm = child("norm", new LayerNorm(ops, width, ChannelNorm.EPS));
    int hidden = EXPANSION * width;
    fc1 = child("mlp.fc1", new Linear(ops, width, hidden, WEIGHT, Inits.ZEROS));
    if (responseEps != null) {
      Response response = child("mlp.grn", new Response(hidden));
      tensors.add(response.weight);
      tensors.add(response.bias);
    }
    fc2 = child("mlp.fc2", new Linear(ops, hidden, width, WEIGHT, Inits.ZEROS));
    script =
        String.format(
            Locale.ROOT,
            SCRIPT,
            (scale == null ? "" : ", gamma") + (responseEps == null ? "" : ", gw, gb"),
            geometry.expression("x", "wd", "self.low(bd)"),
            responseEps == null ? "" : String.format(Locale.ROOT, NORMALISED, responseEps),
            scale == null ? "" : " * gamma");
  }

  /** {@code [B,C,H,W]} to the same shape. */
  NDArray forward(NDArray x) {
    List<NDArray> arguments = new ArrayList<>(List.of(x));
    depthwise.arrays().forEach(arguments::add);
    norm.arrays().forEach(arguments::add);
    fc1.arrays().forEach(arguments::add);
    fc2.arrays().forEach(arguments::add);
    tensors.forEach(tensor -> arguments.add(tensor.array()));
    return ops.call(script, arguments.toArray(NDArray[]::new));
  }

  /** Weight and bias of a global response normalisation. */
  private static final class Response extends Module {
    private final Parameter weight;
    private final Parameter bias;

    Response(int width) {
      weight = parameter("weight", new Shape(width), Inits.ZEROS);
      bias = parameter("bias", new Shape(width), Inits.ZEROS);
    }
  }
}
