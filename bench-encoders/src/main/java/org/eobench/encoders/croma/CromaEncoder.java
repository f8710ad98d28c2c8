package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;

/**
 * CROMA's encoder of Sentinel-2 or of Sentinel-1 (Fuller et al., "CROMA: Remote Sensing
 * Representations with Contrastive Radar-Optical Masked Autoencoders", NeurIPS 2023,
 * arXiv:2311.00566). Positions are an attention bias, so images of any size that is a multiple of
 * the patch size are used without resampling.
 */
public final class CromaEncoder extends Encoder {
  private final CromaConfig config;
  private final EncoderSpec spec;
  private final CromaImages images;
  private final String modality;
  private final PositionBias positions;
  private final SensorEncoder sensor;

  /**
   * @param config with modality optical or sar
   */
  CromaEncoder(CromaConfig config, EncoderContext context) {
    this.config = config;
    VitShape shape = config.shape();
    Map<String, List<String>> bands = config.keys().inputBands();
    spec = CromaImages.spec(config);
    images = new CromaImages(config);
    modality = config.modality().images().get(0);
    positions = new PositionBias(context.ops(), shape.numHeads());
    int channels = Objects.requireNonNull(bands.get(modality)).size();
    int depth = config.modality().depth(shape.depth());
    sensor =
        child(
            CromaCheckpoint.section(modality),
            new SensorEncoder(context.ops(), shape, channels, depth));
  }

  /** The encoder of one sensor, or of both where the config's modality is joint. */
  public static Encoder of(CromaConfig config, EncoderContext context) {
    return switch (config.modality()) {
      case OPTICAL, SAR -> new CromaEncoder(config, context);
      case JOINT -> new CromaJointEncoder(config, context);
    };
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    CromaImages.Checked checked = images.check(input);
    NDArray bias = positions.of(checked.rows(), checked.columns());
    return sensor
        .trunk(bias, config.finalNorm(), config.shape().outputLayers())
        .maps(sensor.embed(checked.image(modality)), checked.rows(), checked.columns());
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.patchesOnly();
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CromaCheckpoint.layout(config.modality());
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.contains(SensorEncoder.INPUT);
  }
}
