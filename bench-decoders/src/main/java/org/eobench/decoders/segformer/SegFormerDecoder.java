package org.eobench.decoders.segformer;

import ai.djl.ndarray.NDArray;
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
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.neck.Neck;
import org.eobench.decoders.neck.SelectedLevels;
import org.jspecify.annotations.Nullable;

/**
 * SegFormer's head (Xie et al., "SegFormer: Simple and Efficient Design for Semantic Segmentation
 * with Transformers", NeurIPS 2021, arXiv:2105.15203): a linear layer per level reduces its width,
 * and one layer mixes all levels at the finest size; both have batch norms. All layers are
 * pointwise, so the receptive field is that of the encoder. If all maps of the encoder have the
 * same size, a neck comes first.
 */
public final class SegFormerDecoder extends Decoder {
  private final TorchOps ops;
  private final Mixing mixing;
  private final SelectedLevels seen;
  private final @Nullable Neck neck;
  private final List<ConvNormAct> convs = new ArrayList<>();
  private final ConvNormAct fusionConv;
  private final Dropout dropout;
  private final Conv2d convSeg;

  public SegFormerDecoder(SegFormerDecoderConfig config, DecoderContext context) {
    ops = context.ops();
    mixing = config.mixing();
    seen = child("", new SelectedLevels(context, config.temporal(), config.featureLevels()));
    List<EncoderSpec.Level> levels = seen.levels();
    int channels = config.channels();
    neck = context.encoder().pyramid() ? null : child("neck", new Neck(ops, levels));
    for (int i = 0; i < levels.size(); i++) {
      convs.add(child("convs." + i, pointwise(levels.get(i).width(), channels)));
    }
    fusionConv = child("fusion_conv", pointwise(levels.size() * channels, channels));
    dropout = child("dropout", Dropout.ofMaps(ops, config.dropout()));
    convSeg = child("conv_seg", new Conv2d(ops, channels, context.numClasses(), 1, true));
  }

  private ConvNormAct pointwise(int in, int out) {
    return new ConvNormAct(ops, in, out, 1, false, Activation.RELU, "conv", "bn");
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    List<NDArray> maps = seen.forward(features);
    List<NDArray> pyramid = neck == null ? maps : neck.forward(maps);
    List<NDArray> narrow = new ArrayList<>();
    for (int i = 0; i < convs.size(); i++) {
      narrow.add(convs.get(i).forward(pyramid.get(i)));
    }
    NDArray fused = mixing.apply(ops, fusionConv, narrow);
    return ops.resizePredictions(convSeg.forward(dropout.forward(fused)), height, width);
  }
}
