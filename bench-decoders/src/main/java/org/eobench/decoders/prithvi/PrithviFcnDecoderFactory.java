package org.eobench.decoders.prithvi;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.decoders.temporal.TemporalFusion;

/** Makes {@link NeckFcnDecoder}s with {@link TokensToEmbedding}. */
public final class PrithviFcnDecoderFactory implements DecoderFactory<PrithviFcnConfig> {
  @Override
  public Class<PrithviFcnConfig> configType() {
    return PrithviFcnConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:2310.18660";
  }

  @Override
  public Decoder create(PrithviFcnConfig config, DecoderContext context) {
    TemporalFusion fusion = TemporalFusion.ofDeepest(context, config.temporal(), "tmap");
    int in = fusion.levels().get(0).width();
    int width = config.neckChannels() == null ? in : config.neckChannels();
    EnlargingNeck neck = new TokensToEmbedding(context.ops(), in, width, config.neckStages());
    return new NeckFcnDecoder(context, fusion, neck, config.heads());
  }
}
