package org.eobench.encoders.dofa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.TorchOps;
import org.eobench.core.nn.TransformerEncoderLayer;

/** Makes the kernel of DOFA's patch convolution, one slice per wavelength code, and its bias. */
final class KernelGenerator extends Module {
  /** Both the kernel and its bias are scaled by this. */
  private static final double SCALER = 0.01;

  /**
   * Not {@code NDArray.mul(Number)}: DJL wraps the number into a tensor over Java memory and frees
   * that at once, but autograd reads the tensor once more in the backward pass.
   */
  private static final String SCALE =
      "def forward(self, x):\n  return torch.mul(x, %s)\n".formatted(SCALER);

  private static final int WEIGHT_TOKENS = 128;
  private static final int HEADS = 4;
  private static final int FEEDFORWARD = 2048;
  private static final String SEQUENCE =
      """
      def forward(self, waves, weight_tokens, bias_token):
        return torch.cat([weight_tokens, waves, bias_token], 0)
      """;

  private final TorchOps ops;
  private final int patchSize;
  private final int embedDim;
  private final Parameter weightTokens;
  private final Parameter biasToken;
  private final TransformerEncoderLayer layer;
  private final Linear toKernel;
  private final Linear toBias;

  /**
   * @param kernel {@code [D,C,p,p]}
   * @param bias {@code [D]}
   */
  record Made(NDArray kernel, NDArray bias) {}

  KernelGenerator(TorchOps ops, DofaConfig config, int bands) {
    this.ops = ops;
    patchSize = config.shape().patchSize();
    embedDim = config.shape().embedDim();
    int width = config.wvPlanes();
    int pixels = patchSize * patchSize;
    weightTokens = parameter("weight_tokens", new Shape(WEIGHT_TOKENS, width), Inits.normal(0.02));
    biasToken = parameter("bias_token", new Shape(1, width), Inits.normal(0.02));
    layer =
        child(
            "transformer_encoder.layers.0",
            new TransformerEncoderLayer(ops, width, HEADS, FEEDFORWARD));
    Init unit = unitVariance(pixels * bands, width);
    toKernel = child("fc_weight", new Linear(ops, width, pixels * embedDim, unit, Inits.ZEROS));
    toBias = child("fc_bias", new Linear(ops, width, embedDim, true));
  }

  /**
   * Initial values with which normalised images give patch tokens of about unit variance, as large
   * as the position codes. Torch's default would leave them far smaller, since the kernel is scaled
   * by {@link #SCALER}, and training from random weights would hardly start.
   *
   * @param inputs values that one output of the convolution sums up
   */
  private static Init unitVariance(int inputs, int width) {
    // What comes in is a normalised token plus a code: variances 1 and about a half.
    double incoming = 1.5 * width;
    return Inits.normal(1 / (SCALER * Math.sqrt(incoming * inputs)));
  }

  /**
   * @param waves wavelength codes {@code [C,wv_planes]}
   */
  Made forward(NDArray waves) {
    long bands = waves.getShape().get(0);
    NDArray sequence = ops.call(SEQUENCE, waves, weightTokens.array(), biasToken.array());
    NDArray mixed = layer.forward(sequence);
    NDArray codes = mixed.get("%d:%d".formatted(WEIGHT_TOKENS, WEIGHT_TOKENS + bands));
    NDArray last = mixed.get("%d:".formatted(WEIGHT_TOKENS + bands));
    NDArray kernel =
        toKernel
            .forward(codes.add(waves))
            .reshape(bands, patchSize, patchSize, embedDim)
            .transpose(3, 0, 1, 2);
    NDArray bias = toBias.forward(last).reshape(embedDim);
    return new Made(ops.call(SCALE, kernel), ops.call(SCALE, bias));
  }
}
