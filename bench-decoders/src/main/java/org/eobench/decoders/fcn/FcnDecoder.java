package org.eobench.decoders.fcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.Dropout;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.fcn.FcnDecoderConfig.LogitsActivation;
import org.eobench.decoders.neck.Enlarge;
import org.eobench.decoders.temporal.TemporalFusion;
import org.jspecify.annotations.Nullable;

/**
 * A fully convolutional head (Long, Shelhamer and Darrell, "Fully Convolutional Networks for
 * Semantic Segmentation", CVPR 2015, arXiv:1411.4038) with batch norm and GELU: convolutions on the
 * deepest map, one more on their result concatenated with that map, then one prediction per
 * position.
 */
public final class FcnDecoder extends Decoder {
  private final TorchOps ops;
  private final boolean rectified;
  private final TemporalFusion fusion;
  private final List<ConvNormAct> convs = new ArrayList<>();
  private final @Nullable ConvNormAct convCat;
  private final Dropout dropout;
  private final Conv2d convSeg;
  private final Enlarge enlarge;

  public FcnDecoder(FcnDecoderConfig config, DecoderContext context) {
    ops = context.ops();
    rectified = config.logitsActivation() == LogitsActivation.RELU;
    fusion = child("", TemporalFusion.ofDeepest(context, config.temporal(), "tmap"));
    EncoderSpec.Level deepest = fusion.levels().get(0);
    int channels = config.channels();
    for (int i = 0; i < config.numConvs(); i++) {
      int in = i == 0 ? deepest.width() : channels;
      convs.add(child("convs." + i, block(config, in, config.dilation())));
    }
    convCat =
        config.concatInput()
            ? child("conv_cat", block(config, deepest.width() + channels, 1))
            : null;
    dropout = child("dropout", Dropout.ofMaps(ops, config.dropout()));
    enlarge = new Enlarge(ops, config.interpMethod(), deepest.stride());
    int predicted = enlarge.channels(context.numClasses());
    convSeg = child("conv_seg.conv", new Conv2d(ops, channels, predicted, 1, true));
  }

  private ConvNormAct block(FcnDecoderConfig config, int in, int dilation) {
    return new ConvNormAct(
        ops,
        in,
        config.channels(),
        config.kernelSize(),
        false,
        dilation,
        Activation.GELU,
        "conv",
        "norm");
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray map = fusion.deepest(features);
    NDArray x = map;
    for (ConvNormAct conv : convs) {
      x = conv.forward(x);
    }
    if (convCat != null) {
      x = convCat.forward(NDArrays.concat(new NDList(x, map), 1));
    }
    NDArray logits = convSeg.forward(dropout.forward(x));
    return enlarge.forward(rectified ? ops.relu(logits) : logits, height, width);
  }
}
