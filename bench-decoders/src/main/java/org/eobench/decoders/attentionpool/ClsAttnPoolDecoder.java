package org.eobench.decoders.attentionpool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalFusion;

/**
 * The attention-pool probe for whole images: a learned query chooses among the positions of the
 * deepest map, where a linear probe averages them.
 */
public final class ClsAttnPoolDecoder extends Decoder {
  private final TorchOps ops;
  private final TemporalFusion fusion;
  private final AttentionPool pool;
  private final Linear linear;

  /**
   * @throws BenchException if the heads do not divide the width of the deepest map
   */
  public ClsAttnPoolDecoder(ClsAttnPoolConfig config, DecoderContext context) {
    ops = context.ops();
    fusion = child("", TemporalFusion.ofDeepest(context, config.temporal(), "tmap"));
    int width = fusion.levels().get(0).width();
    Linear kv = child("kv", new Linear(ops, width, 2 * width, true));
    Parameter query = parameter("query_token", new Shape(width), AttentionPool.QUERY);
    pool = new AttentionPool(ops, query, kv, config.headDim());
    linear = child("linear", new Linear(ops, width, context.numClasses(), true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return linear.forward(pool.forward(ops.mapToTokens(fusion.deepest(features))));
  }
}
