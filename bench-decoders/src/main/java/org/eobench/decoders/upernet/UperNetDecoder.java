package org.eobench.decoders.upernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
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
import org.eobench.decoders.neck.Enlarge;
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.neck.Neck;
import org.eobench.decoders.temporal.TemporalFusion;
import org.eobench.decoders.upernet.RegUperNetDecoderConfig.OutputActivation;
import org.jspecify.annotations.Nullable;

/**
 * UPerNet (Xiao et al., "Unified Perceptual Parsing for Scene Understanding", ECCV 2018): pyramid
 * pooling on the deepest level, a feature pyramid from there to the finest level, and one
 * prediction from all levels. If all maps of the encoder have the same size, a neck comes first.
 */
public final class UperNetDecoder extends Decoder {
  private final TorchOps ops;
  private final Dropout dropout;
  private final Enlarge enlarge;
  private final Mixing mixing;
  private final TemporalFusion fusion;
  private final @Nullable Neck neck;
  private final PyramidPooling pooling;
  private final ConvNormAct bottleneck;
  private final List<ConvNormAct> lateralConvs = new ArrayList<>();
  private final List<ConvNormAct> fpnConvs = new ArrayList<>();
  private final ConvNormAct fpnBottleneck;
  private final Conv2d prediction;
  private final OutputActivation outputActivation;

  /** UPerNet for segmentation: logits of all classes. */
  public UperNetDecoder(UperNetDecoderConfig config, DecoderContext context) {
    this(config, context, "conv_seg", context.numClasses(), OutputActivation.NONE);
  }

  private UperNetDecoder(
      UperNetDecoderConfig config,
      DecoderContext context,
      String lastLayer,
      int outputs,
      OutputActivation outputActivation) {
    ops = context.ops();
    this.outputActivation = outputActivation;
    EncoderSpec encoder = context.encoder();
    mixing = config.mixing();
    int channels = config.channels();
    fusion = child("", new TemporalFusion(context, config.temporal()));
    List<EncoderSpec.Level> levels = fusion.levels();
    int last = levels.size() - 1;
    int deepest = levels.get(last).width();
    neck = encoder.pyramid() ? null : child("neck", new Neck(ops, levels));
    pooling = child("psp_modules", new PyramidPooling(ops, deepest, channels, config.poolScales()));
    int pooled = deepest + config.poolScales().size() * channels;
    bottleneck = child("bottleneck", block(pooled, channels, 3));
    for (int i = 0; i < last; i++) {
      lateralConvs.add(child("lateral_convs." + i, block(levels.get(i).width(), channels, 1)));
    }
    for (int i = 0; i < last; i++) {
      fpnConvs.add(child("fpn_convs." + i, block(channels, channels, 3)));
    }
    fpnBottleneck = child("fpn_bottleneck", block((last + 1) * channels, channels, 3));
    dropout = child("dropout", Dropout.ofMaps(ops, config.dropout()));
    enlarge = new Enlarge(ops, config.interpMethod(), finestStride(encoder));
    prediction = child(lastLayer, new Conv2d(ops, channels, enlarge.channels(outputs), 1, true));
  }

  /**
   * UPerNet for regression: one value per pixel.
   *
   * @throws org.eobench.core.error.BenchException if the data set has more than one target
   */
  public static UperNetDecoder regression(RegUperNetDecoderConfig config, DecoderContext context) {
    context.requireOneOutput();
    return new UperNetDecoder(config.upernet(), context, "conv_reg", 1, config.outputActivation());
  }

  private ConvNormAct block(int in, int out, int kernel) {
    return new ConvNormAct(ops, in, out, kernel, true, Activation.RELU, "0", "1");
  }

  /** Image pixels per position of the finest level, after the neck. */
  private static int finestStride(EncoderSpec encoder) {
    int stride = encoder.levels().get(0).stride();
    return encoder.pyramid() ? stride : Math.max(1, stride / 4);
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    List<NDArray> maps = fusion.forward(features).levels();
    NDArray fused = fuse(topDown(maps));
    NDArray values = prediction.forward(dropout.forward(fused));
    boolean positive = outputActivation == OutputActivation.RELU;
    return enlarge.forward(positive ? ops.relu(values) : values, height, width);
  }

  /** From the deepest level upwards, adds to each level the enlarged level below it. */
  private List<NDArray> topDown(List<NDArray> maps) {
    int last = maps.size() - 1;
    NDArray deepest = neck == null ? maps.get(last) : neck.level(last, maps.get(last));
    NDArray below = bottleneck.forward(NDArrays.concat(pooling.forward(deepest), 1));
    List<NDArray> levels = new ArrayList<>(List.of(below));
    for (int i = last - 1; i >= 0; i--) {
      NDArray lateral = lateral(i, maps.get(i));
      below = lateral.add(Enlarge.resize(ops, below, rows(lateral), columns(lateral)));
      levels.add(0, below);
    }
    return levels;
  }

  /** A level, after the neck and the layer that gives it the decoder's width. */
  private NDArray lateral(int level, NDArray map) {
    ConvNormAct layer = lateralConvs.get(level);
    if (neck == null) {
      return layer.forward(map);
    }
    return mixing == Mixing.FAST
        ? neck.mixed(level, map, layer)
        : layer.forward(neck.level(level, map));
  }

  /** Smooths all levels except the deepest, and mixes them all at the finest size. */
  private NDArray fuse(List<NDArray> levels) {
    List<NDArray> smooth = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      boolean deepest = i == levels.size() - 1;
      smooth.add(deepest ? levels.get(i) : fpnConvs.get(i).forward(levels.get(i)));
    }
    return mixing.apply(ops, fpnBottleneck, smooth);
  }

  private static int rows(NDArray map) {
    return (int) map.getShape().get(2);
  }

  private static int columns(NDArray map) {
    return (int) map.getShape().get(3);
  }
}
