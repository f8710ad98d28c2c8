package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/** Generates the kernel of a patch convolution, one slice per encoded wavelength, and its bias. */
final class KernelGenerator extends Module {
  private static final int WEIGHT_TOKENS = 128;
  private static final int HEADS = 4;
  private static final int FEEDFORWARD = 2048;
  private static final String SEQUENCE =
      """
      def forward(self, waves, weight_tokens, bias_token):
        return torch.cat([weight_tokens, waves, bias_token], 0)
      """;

  private final TorchOps ops;
  private final int patch;
  private final int width;
  private final boolean widthFirst;
  private final Parameter weightTokens;
  private final Parameter biasToken;
  private final TransformerEncoderLayer layer;
  private final Linear toKernel;
  private final Linear toBias;
  private final String scaleKernel;
  private final String scaleBias;

  /**
   * @param kernel {@code [D,C,p,p]}
   * @param bias {@code [D]}
   */
  record GeneratedKernel(NDArray kernel, NDArray bias) {}

  KernelGenerator(
      TorchOps ops, DynamicPatchEmbed.Style style, int waveWidth, int patch, int width, int bands) {
    this.ops = ops;
    this.patch = patch;
    this.width = width;
    widthFirst = style.widthFirst();
    int pixels = patch * patch;
    weightTokens =
        parameter("weight_tokens", new Shape(WEIGHT_TOKENS, waveWidth), Inits.normal(0.02));
    biasToken = parameter("bias_token", new Shape(1, waveWidth), Inits.normal(0.02));
    layer =
        child(style.transformer(), new TransformerEncoderLayer(ops, waveWidth, HEADS, FEEDFORWARD));
    Init unit = unitVariance(style.kernelScale(), pixels * bands, waveWidth);
    toKernel = child("fc_weight", new Linear(ops, waveWidth, pixels * width, unit, Inits.ZEROS));
    toBias = child("fc_bias", new Linear(ops, waveWidth, width, true));
    scaleKernel = scale(style.kernelScale());
    scaleBias = scale(style.biasScale());
  }

  /**
   * Multiplies in TorchScript instead of by {@code NDArray.mul(Number)}: DJL wraps the number into
   * a tensor over Java memory and frees it immediately, but autograd reads the tensor again in the
   * backward pass.
   */
  private static String scale(double by) {
    return String.format(Locale.ROOT, "def forward(self, x):\n  return torch.mul(x, %s)\n", by);
  }

  /**
   * Initial values with which normalised images give patch tokens of about unit variance, the
   * magnitude of the position codes. Torch's defaults would make the tokens far smaller, because
   * the kernel is scaled down, and training from random weights would barely progress.
   *
   * @param inputs number of values that one output of the convolution sums
   */
  private static Init unitVariance(double scale, int inputs, int width) {
    // The input is a normalised token plus a code, with variances 1 and about 0.5.
    double incoming = 1.5 * width;
    return Inits.normal(1 / (scale * Math.sqrt(incoming * inputs)));
  }

  /**
   * @param waves wavelength codes {@code [C,waveWidth]}
   */
  GeneratedKernel forward(NDArray waves) {
    long bands = waves.getShape().get(0);
    NDArray sequence = ops.call(SEQUENCE, waves, weightTokens.array(), biasToken.array());
    NDArray mixed = layer.forward(sequence);
    NDArray codes = rows(mixed, WEIGHT_TOKENS, WEIGHT_TOKENS + bands);
    NDArray last = rows(mixed, WEIGHT_TOKENS + bands, WEIGHT_TOKENS + bands + 1);
    NDArray slices = toKernel.forwardInFloat32(codes.add(waves));
    NDArray kernel =
        widthFirst
            ? slices.reshape(bands, width, patch, patch).transpose(1, 0, 2, 3)
            : slices.reshape(bands, patch, patch, width).transpose(3, 0, 1, 2);
    NDArray bias = toBias.forward(last).reshape(width);
    return new GeneratedKernel(ops.call(scaleKernel, kernel), ops.call(scaleBias, bias));
  }

  private NDArray rows(NDArray x, long from, long to) {
    return ops.call(
        String.format(Locale.ROOT, "def forward(self, x):\n  return x[%d:%d]\n", from, to), x);
  }
}
