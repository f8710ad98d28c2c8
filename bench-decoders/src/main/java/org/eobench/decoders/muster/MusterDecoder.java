package org.eobench.decoders.muster;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Dropout;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.neck.Enlarge;
import org.eobench.decoders.neck.Neck;
import org.eobench.decoders.neck.SelectedLevels;
import org.jspecify.annotations.Nullable;

/**
 * MUSTER (Xu et al., "MUSTER: A Multi-scale Transformer-based Decoder for Semantic Segmentation",
 * IEEE Transactions on Emerging Topics in Computational Intelligence 2024, arXiv:2211.13928). From
 * the deepest level to the finest, the encoder's map attends to the decoder's map inside windows;
 * both are mixed and rearranged to the resolution of the next level. If all maps of the encoder
 * have the same size, a neck first turns them into a pyramid in which coarser maps are wider.
 */
public final class MusterDecoder extends Decoder {
  private final TorchOps ops;
  private final SelectedLevels seen;
  private final @Nullable Neck neck;
  private final MusterHead head;
  private final Dropout dropout;
  private final Conv2d reshape;
  private final Conv2d convSeg;
  private final Enlarge enlarge;

  /**
   * @throws org.eobench.core.error.BenchException if the config's stages do not match the encoder's
   *     levels
   */
  public MusterDecoder(MusterDecoderConfig config, DecoderContext context) {
    ops = context.ops();
    seen = child("", new SelectedLevels(context, config.temporal(), config.featureLevels()));
    List<EncoderSpec.Level> levels = seen.levels();
    neck = context.encoder().pyramid() ? null : child("neck", Neck.widening(ops, levels));
    List<MusterHead.Level> pyramid =
        neck == null
            ? levels.stream().map(l -> new MusterHead.Level(l.width(), l.stride())).toList()
            : neck.output().stream()
                .map(l -> new MusterHead.Level(l.width(), 1 / l.scale()))
                .toList();
    head = child("muster", new MusterHead(ops, config, pyramid));
    dropout = child("dropout", Dropout.ofMaps(ops, config.dropout()));
    int channels = config.channels();
    reshape = child("reshape.conv", new Conv2d(ops, head.outWidth(), channels, 1, true));
    int finest = levels.get(0).stride();
    enlarge =
        new Enlarge(ops, config.interpMethod(), neck == null ? finest : Math.max(1, finest / 4));
    int predicted = enlarge.channels(context.numClasses());
    convSeg = child("conv_seg", new Conv2d(ops, channels, predicted, 1, true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    List<NDArray> maps = seen.forward(features);
    NDArray fused = dropout.forward(head.forward(neck == null ? maps : neck.forward(maps)));
    NDArray logits = convSeg.forward(ops.gelu(reshape.forward(fused)));
    return enlarge.forward(logits, height, width);
  }
}
