package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.TorchOps;
import org.eobench.decoders.neck.PooledFeatures;
import org.eobench.decoders.temporal.TemporalFusion;

/** The linear probe of whole images: one linear layer on the features of all levels, averaged. */
public final class ClsLinearDecoder extends Decoder {
  private final TorchOps ops;
  private final TemporalFusion fusion;
  private final Linear linear;

  public ClsLinearDecoder(ClsLinearConfig config, DecoderContext context) {
    ops = context.ops();
    fusion = child("", new TemporalFusion(context, config.temporal()));
    int in = PooledFeatures.width(fusion.levels());
    // The place in PyTorch's sequence, after pooling and flattening.
    linear = child("linear_head.2", new Linear(ops, in, context.numClasses(), true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return linear.forward(PooledFeatures.of(ops, fusion.forward(features).levels()));
  }
}
