package org.eobench.decoders.dino;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Dropout;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.neck.Enlarge;
import org.eobench.decoders.temporal.TemporalFusion;

/**
 * The head of DINOv2's dense evaluation (Oquab et al., "DINOv2: Learning Robust Visual Features
 * without Supervision", TMLR 2024, arXiv:2304.07193): it resizes the last maps to the size of the
 * first of them, concatenates them, and applies a batch norm and one linear layer per position.
 * With one map it is the paper's {@code lin.} head, with four its {@code +ms} head.
 */
public final class BnHeadDecoder extends Decoder {
  private final TorchOps ops;
  private final List<Double> factors;
  private final TemporalFusion fusion;
  private final BatchNorm2d norm;
  private final Dropout dropout;
  private final Conv2d last;

  public BnHeadDecoder(BnHeadConfig config, DecoderContext context) {
    ops = context.ops();
    factors = config.factors();
    fusion = child("", TemporalFusion.ofLast(context, config.temporal(), config.numLevels()));
    int width = fusion.levels().stream().mapToInt(EncoderSpec.Level::width).sum();
    dropout = child("dropout", Dropout.ofMaps(ops, config.dropout()));
    last =
        child(
            "conv_seg",
            new Conv2d(
                ops,
                width,
                context.numClasses(),
                1,
                ConvOptions.DEFAULT,
                Inits.normal(0.01),
                Inits.ZEROS));
    norm = child("bn", new BatchNorm2d(ops, width));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray joined = Enlarge.join(ops, resized(fusion.last(features)));
    NDArray logits = last.forward(dropout.forward(norm.forward(joined)));
    return ops.resizePredictions(logits, height, width);
  }

  private List<NDArray> resized(List<NDArray> maps) {
    if (factors.isEmpty()) {
      return maps;
    }
    List<NDArray> resized = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      resized.add(resized(maps.get(i), factors.get(i)));
    }
    return resized;
  }

  /** Resizes bilinearly to enlarge and by area averages to shrink; sizes are rounded down. */
  private NDArray resized(NDArray map, double factor) {
    int rows = Math.max(1, (int) (map.getShape().get(2) * factor));
    int columns = Math.max(1, (int) (map.getShape().get(3) * factor));
    return factor < 1
        ? ops.adaptiveAvgPool2d(map, rows, columns)
        : ops.interpolate(map, rows, columns, Interpolation.BILINEAR);
  }
}
