package org.eobench.encoders.dofa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.ConvOptions;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.PositionEmbedding;
import org.eobench.core.nn.TorchOps;

/**
 * Cuts images of any bands into patch tokens. The kernel of the patch convolution is not learned
 * directly: a small network makes one slice of it from each band's wavelength.
 */
final class DynamicPatchEmbed extends Module {
  /** Shifts every patch by one pixel; DOFA was trained so. */
  private static final int PADDING = 1;

  /** Wavelengths are encoded in nanometres. */
  private static final float NANOMETRES = 1000f;

  private final TorchOps ops;
  private final int patchSize;
  private final int embedDim;
  private final float[] waveCodes;
  private final Shape waveShape;
  private final KernelGenerator generator;
  private final ResidualMlp fclayer;

  /**
   * @param wavelengths micrometres, in channel order
   */
  DynamicPatchEmbed(TorchOps ops, DofaConfig config, float[] wavelengths) {
    this.ops = ops;
    patchSize = config.shape().patchSize();
    embedDim = config.shape().embedDim();
    int bands = wavelengths.length;
    float[] nanometres = new float[bands];
    for (int i = 0; i < bands; i++) {
      nanometres[i] = wavelengths[i] * NANOMETRES;
    }
    waveCodes = PositionEmbedding.sinCos1d(config.wvPlanes(), nanometres);
    waveShape = new Shape(bands, config.wvPlanes());
    generator = child("weight_generator", new KernelGenerator(ops, config, bands));
    fclayer = child("fclayer", new ResidualMlp(ops, config.wvPlanes()));
  }

  /** Codes of the wavelengths, {@code [C,wv_planes]}, in memory of {@code owner}. */
  NDArray waves(NDManager owner) {
    return fclayer.forward(owner.create(waveCodes, waveShape));
  }

  /**
   * Cuts a batch into tokens.
   *
   * @param image {@code [B,C,H,W]}
   * @return patch tokens row by row, {@code [B,N,D]}
   */
  NDArray forward(NDArray image) {
    KernelGenerator.Made made = generator.forward(waves(image.getManager()));
    ConvOptions geometry = ConvOptions.DEFAULT.stride(patchSize).padding(PADDING);
    NDArray map = ops.conv2d(image, made.kernel(), made.bias(), geometry);
    return map.reshape(map.getShape().get(0), embedDim, -1).transpose(0, 2, 1);
  }

  /** {@code x + relu(w2(relu(w1(x))))}. */
  private static final class ResidualMlp extends Module {
    private final TorchOps ops;
    private final Linear w1;
    private final Linear w2;

    ResidualMlp(TorchOps ops, int width) {
      this.ops = ops;
      w1 = child("w1", new Linear(ops, width, width, true));
      w2 = child("w2", new Linear(ops, width, width, true));
    }

    NDArray forward(NDArray x) {
      return x.add(ops.relu(w2.forward(ops.relu(w1.forward(x)))));
    }
  }
}
