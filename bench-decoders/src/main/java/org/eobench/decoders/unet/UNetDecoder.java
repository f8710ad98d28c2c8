package org.eobench.decoders.unet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalFusion;

/**
 * The expanding path of a U-Net (Ronneberger et al., "U-Net: Convolutional Networks for Biomedical
 * Image Segmentation", MICCAI 2015, arXiv:1505.04597): starting from the deepest map, each step
 * doubles the resolution and concatenates the encoder's map of that resolution. The encoder must
 * return a pyramid. If its finest map is coarser than the image, the prediction is resized
 * bilinearly.
 */
public final class UNetDecoder extends Decoder {
  private final TorchOps ops;
  private final TemporalFusion fusion;

  /** Upsampling steps, deepest first. */
  private final List<Up> ups = new ArrayList<>();

  private final Conv2d convSeg;

  /**
   * U-Net for segmentation: logits of all classes.
   *
   * @throws BenchException if the encoder's levels do not form a pyramid
   */
  public UNetDecoder(UNetDecoderConfig config, DecoderContext context) {
    this(config, context, context.numClasses());
  }

  /**
   * U-Net for regression: one value per pixel.
   *
   * @throws BenchException if the encoder's levels do not form a pyramid, or the data set has more
   *     than one target
   */
  public static UNetDecoder regression(UNetDecoderConfig config, DecoderContext context) {
    context.requireOneOutput();
    return new UNetDecoder(config, context, 1);
  }

  /**
   * @param outputs K, number of output channels
   */
  private UNetDecoder(UNetDecoderConfig config, DecoderContext context, int outputs) {
    ops = context.ops();
    fusion = child("", new TemporalFusion(context, config.temporal()));
    List<EncoderSpec.Level> levels = fusion.levels();
    requirePyramid(levels);
    int width = levels.get(levels.size() - 1).width();
    for (int i = levels.size() - 1; i > 0; i--) {
      int skip = levels.get(i - 1).width();
      // Each step outputs the width of the map that it is concatenated with next.
      int out = levels.get(Math.max(0, i - 2)).width();
      ups.add(child("decoder.up_seq.up" + i, new Up(ops, width, skip, out)));
      width = out;
    }
    convSeg = child("conv_seg.conv", new Conv2d(ops, width, outputs, 1, true));
  }

  private static void requirePyramid(List<EncoderSpec.Level> levels) {
    boolean pyramid = levels.size() > 1;
    for (int i = 1; i < levels.size(); i++) {
      pyramid &= levels.get(i).stride() == 2 * levels.get(i - 1).stride();
    }
    if (!pyramid) {
      List<Integer> strides = levels.stream().map(EncoderSpec.Level::stride).toList();
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoPyramid", "a U-Net decoder cannot combine maps with strides " + strides)
              .at("decoder")
              .expecting("two or more maps, each with half the resolution of the previous one")
              .next(
                  "choose `encoder=unet_encoder` or a ResNet, or `decoder=seg_upernet`, for"
                      + " regression `decoder=reg_upernet`"));
    }
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    List<NDArray> maps = fusion.forward(features).levels();
    int finer = maps.size() - 1;
    NDArray x = maps.get(finer);
    for (Up up : ups) {
      x = up.forward(x, maps.get(--finer));
    }
    return ops.resizePredictions(convSeg.forward(x), height, width);
  }
}
