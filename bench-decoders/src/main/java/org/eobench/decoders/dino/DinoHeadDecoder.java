package org.eobench.decoders.dino;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.neck.Enlarge;
import org.eobench.decoders.temporal.TemporalFusion;
import org.jspecify.annotations.Nullable;

/**
 * DINO's projection head as a classifier of positions: it concatenates the last maps, reduces them
 * to the width of the deepest one by a linear layer, applies {@link DinoHead}, and resizes
 * bilinearly. With one map there is no reduction.
 */
public final class DinoHeadDecoder extends Decoder {
  private final TorchOps ops;
  private final TemporalFusion dates;
  private final @Nullable Linear fusion;
  private final DinoHead head;

  public DinoHeadDecoder(DinoHeadConfig config, DecoderContext context) {
    ops = context.ops();
    int count = config.numLevels();
    dates = child("", TemporalFusion.ofLast(context, config.temporal(), count));
    int joined = dates.levels().stream().mapToInt(EncoderSpec.Level::width).sum();
    int width = dates.levels().get(count - 1).width();
    fusion = count > 1 ? child("feature_fusion", new Linear(ops, joined, width, true)) : null;
    head = child("classifier", new DinoHead(ops, width, config, context.numClasses()));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray map = Enlarge.join(ops, dates.last(features));
    if (fusion != null) {
      map = fusion.forward(map.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2);
    }
    return ops.resizePredictions(head.forward(map), height, width);
  }
}
