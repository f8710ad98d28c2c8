package org.eobench.decoders.clay;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalFusion;

/**
 * The segmentation head in the fine-tuning code of Clay v1.5, with 3×3 convolutions throughout: two
 * with batch norm and ReLU on the deepest map, one that predicts all pixels of each position as
 * channels, a pixel shuffle (Shi et al., CVPR 2016, arXiv:1609.05158), and one on the fine map.
 */
public final class ClaySegmentorDecoder extends Decoder {
  private final TorchOps ops;
  private final TemporalFusion fusion;
  private final Conv2d first;
  private final BatchNorm2d firstNorm;
  private final Conv2d second;
  private final BatchNorm2d secondNorm;
  private final Conv2d folded;
  private final int stride;
  private final Conv2d last;

  public ClaySegmentorDecoder(ClaySegmentorConfig config, DecoderContext context) {
    ops = context.ops();
    fusion = child("", TemporalFusion.ofDeepest(context, config.temporal(), "tmap"));
    EncoderSpec.Level deepest = fusion.levels().get(0);
    stride = deepest.stride();
    int hidden = config.hiddenChannels();
    int fine = config.unfoldedChannels();
    first = child("conv1", new Conv2d(ops, deepest.width(), hidden, 3, true));
    firstNorm = child("bn1", new BatchNorm2d(ops, hidden));
    second = child("conv2", new Conv2d(ops, hidden, hidden, 3, true));
    secondNorm = child("bn2", new BatchNorm2d(ops, hidden));
    int all = fine * stride * stride;
    folded = child("conv_ps", new Conv2d(ops, hidden, all, 3, true));
    last = child("conv_out", new Conv2d(ops, fine, context.numClasses(), 3, true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray x = fusion.deepest(features);
    x = ConvNormAct.forward(ops, first, firstNorm, Activation.RELU, x);
    x = ConvNormAct.forward(ops, second, secondNorm, Activation.RELU, x);
    NDArray fine = ops.pixelShuffle(folded.forward(x), stride);
    return ops.resizePredictions(last.forward(fine), height, width);
  }
}
