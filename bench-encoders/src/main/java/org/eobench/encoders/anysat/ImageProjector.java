package org.eobench.encoders.anysat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The projector of a sensor with single images: a convolution of the pixels of a cell, {@code
 * patch_embed}, and two layers with norm and ReLU, {@code mlp}.
 */
final class ImageProjector extends Module implements Projector {
  private static final double EPS = 1e-5;

  private static final String LAYERS =
      """
      def forward(self, x, w1, b1, g1, h1, w2, b2, g2, h2):
        y = self.full(self.dense(x.permute([0, 2, 3, 1]), w1, b1))
        y = torch.relu(torch.layer_norm(y, g1.size(), g1, h1, 1e-05))
        y = self.full(self.dense(y, w2, b2))
        return torch.relu(torch.layer_norm(y, g2.size(), g2, h2, 1e-05))
      """;

  private static final String ONE_DATE =
      """
      def forward(self, image):
        return image.squeeze(2)
      """;

  private final TorchOps ops;
  private final int side;
  private final Parameter kernel;
  private final Linear wide;
  private final LayerNorm norm1;
  private final Linear narrow;
  private final LayerNorm norm2;

  ImageProjector(TorchOps ops, AnySatConfig config, Sensor sensor, int bands) {
    this.ops = ops;
    int width = config.embedDim();
    side = sensor.pixels();
    kernel =
        parameter(
            "patch_embed.weight", new Shape(width, bands, side, side), Inits.kaimingUniform());
    wide = child("mlp.0", new Linear(ops, width, 2 * width, true));
    norm1 = child("mlp.1", new LayerNorm(ops, 2 * width, EPS));
    narrow = child("mlp.3", new Linear(ops, 2 * width, width, true));
    norm2 = child("mlp.4", new LayerNorm(ops, width, EPS));
  }

  @Override
  public NDArray forward(NDArray image, float[][] days) {
    NDArray single = ops.call(ONE_DATE, image);
    NDArray cells = ops.conv2d(single, kernel.array(), null, ConvOptions.DEFAULT.stride(side));
    NDArray[] arguments =
        Stream.of(Stream.of(cells), wide.arrays(), norm1.arrays(), narrow.arrays(), norm2.arrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(LAYERS, arguments);
  }
}
