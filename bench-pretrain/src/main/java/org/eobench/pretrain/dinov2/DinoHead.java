package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The projection head of DINO (Caron et al. 2021, arXiv:2104.14294) as one operator: an MLP with
 * GELU, a normalization to length 1, and a linear layer without bias whose weight is {@code
 * g·v/‖v‖} for each output. Names are those of the original: {@code mlp.0}, {@code mlp.2} … (a
 * single layer is {@code mlp}), {@code last_layer.weight_g [K,1]}, {@code last_layer.weight_v
 * [K,bottleneck]}.
 */
final class DinoHead extends Module {
  private final TorchOps ops;
  private final List<Linear> layers = new ArrayList<>();
  private final Parameter length;
  private final Parameter direction;
  private final String script;

  /**
   * @param in D, features of a token
   */
  DinoHead(TorchOps ops, int in, HeadConfig config) {
    this.ops = ops;
    int count = config.nlayers();
    for (int i = 0; i < count; i++) {
      int from = i == 0 ? in : config.hiddenDim();
      int to = i == count - 1 ? config.bottleneckDim() : config.hiddenDim();
      Linear layer = new Linear(ops, from, to, Inits.truncNormal(0.02), Inits.ZEROS);
      layers.add(child(count == 1 ? "mlp" : "mlp." + 2 * i, layer));
    }
    int outputs = config.nPrototypes();
    length = parameter("last_layer.weight_g", new Shape(outputs, 1), Inits.ONES);
    direction =
        parameter(
            "last_layer.weight_v",
            new Shape(outputs, config.bottleneckDim()),
            Inits.kaimingUniform());
    script = script(count);
  }

  private static String script(int layers) {
    StringBuilder arguments = new StringBuilder();
    String y = "x";
    for (int i = 0; i < layers; i++) {
      arguments.append(String.format(Locale.ROOT, ", w%1$d, b%1$d", i));
      y = String.format(Locale.ROOT, "self.dense(%s, w%d, b%d)", i == 0 ? y : gelu(y), i, i);
    }
    return String.format(
        Locale.ROOT,
        """
        def forward(self, x%s, g, v):
          y = self.full(%s)
          y = torch.div(y, torch.clamp(torch.norm(y, 2, [-1], True), 1.0e-12))
          w = v * torch.div(g, torch.norm(v, 2, [1], True))
          return self.full(torch.linear(self.low(y), self.low(w)))
        """,
        arguments,
        y);
  }

  private static String gelu(String y) {
    return "torch.gelu(" + y + ")";
  }

  /** Tokens {@code [B,D]} to scores of the prototypes {@code [B,K]}, before any temperature. */
  NDArray forward(NDArray tokens) {
    Stream<NDArray> mlp = layers.stream().flatMap(Linear::arrays);
    NDArray[] arguments =
        Stream.of(Stream.of(tokens), mlp, Stream.of(length.array(), direction.array()))
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(script, arguments);
  }
}
