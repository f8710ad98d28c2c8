package org.eobench.decoders.prithvi;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.decoders.temporal.TemporalFusion;

/** Makes {@link NeckFcnDecoder}s with {@link GeospatialNeck}. */
public final class GeospatialFcnDecoderFactory implements DecoderFactory<GeospatialFcnConfig> {
  @Override
  public Class<GeospatialFcnConfig> configType() {
    return GeospatialFcnConfig.class;
  }

  @Override
  public String paper() {
    return "arXiv:2310.18660";
  }

  @Override
  public Decoder create(GeospatialFcnConfig config, DecoderContext context) {
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
}
