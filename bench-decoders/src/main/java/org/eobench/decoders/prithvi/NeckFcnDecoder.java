package org.eobench.decoders.prithvi;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalFusion;
import org.jspecify.annotations.Nullable;

/**
 * The decoders of hls-foundation-os, with which Prithvi was fine-tuned (Jakubik et al., "Foundation
 * Models for Generalist Geospatial Artificial Intelligence", arXiv:2310.18660): the deepest maps of
 * all dates are concatenated, a neck enlarges the result to about the size of the image, and
 * convolutions follow. In training, an auxiliary head predicts from the same fine map.
 */
public final class NeckFcnDecoder extends Decoder {
  private final TorchOps ops;
  private final TemporalFusion fusion;
  private final EnlargingNeck neck;
  private final FcnHead head;
  private final @Nullable FcnHead auxiliary;
  private final double auxiliaryWeight;

  /**
   * @param fusion temporal fusion of the deepest map
   * @param neck neck for the output of the fusion
   */
  private NeckFcnDecoder(
      DecoderContext context, TemporalFusion fusion, EnlargingNeck neck, FcnHeadKeys keys) {
    ops = context.ops();
    this.fusion = child("", fusion);
    this.neck = child("neck", neck);
    int classes = context.numClasses();
    head = child("decode_head", new FcnHead(ops, neck.width(), keys, keys.numConvs(), classes));
    auxiliary =
        keys.auxiliary()
            ? child(
                "auxiliary_head",
                new FcnHead(ops, neck.width(), keys, keys.auxiliaryConvs(), classes))
            : null;
    auxiliaryWeight = keys.auxiliaryWeight();
  }

  /** The decoder of Prithvi 100M, whose neck turns the map of each date into an embedding. */
  public static NeckFcnDecoder prithvi(PrithviFcnConfig config, DecoderContext context) {
    TemporalFusion fusion = TemporalFusion.ofDeepest(context, config.temporal(), "tmap");
    int in = fusion.levels().get(0).width();
    int width = config.neckChannels() == null ? in : config.neckChannels();
    EnlargingNeck neck = new TokensToEmbedding(context.ops(), in, width, config.neckStages());
    return new NeckFcnDecoder(context, fusion, neck, config.heads());
  }

  /** The decoder with the neck of convolution blocks. */
  public static NeckFcnDecoder geospatial(GeospatialFcnConfig config, DecoderContext context) {
    TemporalFusion fusion = TemporalFusion.ofDeepest(context, config.temporal(), "tmap");
    EnlargingNeck neck =
        new GeospatialNeck(
            context.ops(),
            fusion.levels().get(0).width(),
            config.neckChannels(),
            config.neckBlocks(),
            config.neckConvs(),
            config.neckDropout());
    return new NeckFcnDecoder(context, fusion, neck, config.heads());
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return predict(head, fine(features), height, width);
  }

  @Override
  public Prediction predict(FeatureMaps features, int height, int width) {
    NDArray map = fine(features);
    NDArray logits = predict(head, map, height, width);
    if (auxiliary == null) {
      return new Prediction(logits);
    }
    NDArray helping = predict(auxiliary, map, height, width);
    return new Prediction(logits, List.of(new Prediction.Auxiliary(auxiliaryWeight, helping)));
  }

  private NDArray fine(FeatureMaps features) {
    return neck.forward(fusion.deepest(features));
  }

  private NDArray predict(FcnHead by, NDArray map, int height, int width) {
    return ops.resizePredictions(by.forward(map), height, width);
  }
}
