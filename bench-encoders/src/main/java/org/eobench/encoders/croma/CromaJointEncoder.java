package org.eobench.encoders.croma;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.TransformerTrunk;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;

/**
 * CROMA's joint encoder: Sentinel-1 and Sentinel-2 images pass through their own encoders, then the
 * radar tokens attend to the optical ones (Fuller et al., NeurIPS 2023, arXiv:2311.00566). The maps
 * are the outputs of the joint blocks.
 */
final class CromaJointEncoder extends Encoder {
  private static final String RADAR = "sar";
  private static final String OPTICAL = "optical";

  private final TorchOps ops;
  private final CromaConfig config;
  private final EncoderSpec spec;
  private final CromaImages images;
  private final PositionBias positions;
  private final SensorEncoder radar;
  private final SensorEncoder optical;
  private final Joint joint;

  /**
   * @param config with modality joint
   */
  public CromaJointEncoder(CromaConfig config, EncoderContext context) {
    ops = context.ops();
    this.config = config;
    VitShape shape = config.shape();
    spec = CromaImages.spec(config);
    images = new CromaImages(config);
    positions = new PositionBias(ops, shape.numHeads());
    radar = sensor(RADAR, shape.depth() / 2);
    optical = sensor(OPTICAL, shape.depth());
    joint = child(CromaCheckpoint.JOINT, new Joint(ops, shape));
  }

  private SensorEncoder sensor(String modality, int depth) {
    Map<String, List<String>> bands = config.keys().inputBands();
    int channels = Objects.requireNonNull(bands.get(modality)).size();
    return child(
        CromaCheckpoint.section(modality), new SensorEncoder(ops, config.shape(), channels, depth));
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    CromaImages.Checked checked = images.check(input);
    NDArray bias = positions.of(checked.rows(), checked.columns());
    NDArray tokens = radar.encode(checked.image(RADAR), bias);
    NDArray context = ops.detached(optical.encode(checked.image(OPTICAL), bias));
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    joint.layers.forEach(layer -> blocks.add(x -> layer.forward(x, context, bias)));
    List<Integer> outputs = config.shape().outputLayers();
    return new TransformerTrunk(ops, blocks, joint.norm::forward, config.finalNorm(), outputs, 0)
        .maps(tokens, checked.rows(), checked.columns());
  }

  @Override
  public TokenLayout tokenLayout() {
    return TokenLayout.patchesOnly();
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CromaCheckpoint.layout(CromaModality.JOINT);
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.contains(SensorEncoder.INPUT);
  }

  /** The tensors of the joint blocks. */
  private static final class Joint extends Module {
    private final List<CromaJointLayer> layers = new ArrayList<>();
    private final LayerNorm norm;

    Joint(TorchOps ops, VitShape shape) {
      for (int i = 0; i < CromaModality.JOINT.depth(shape.depth()); i++) {
        layers.add(child("layers." + i, new CromaJointLayer(ops, shape)));
      }
      norm = child("norm_out", new LayerNorm(ops, shape.embedDim(), SensorEncoder.EPS));
    }
  }
}
