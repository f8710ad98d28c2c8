package org.eobench.core.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.TransformerBlock;
import org.eobench.core.weights.CheckpointLayout;

/** Two blocks of a vision transformer on two bands; every pixel is a token. */
public final class ToyTransformer extends Encoder {
  private static final int SIZE = ToyEncoder.SIZE;
  private static final int WIDTH = ToyEncoder.WIDTH;

  private final TorchOps ops;
  private final Conv2d embed;
  private final List<TransformerBlock> blocks = new ArrayList<>();

  public ToyTransformer(TorchOps ops) {
    this.ops = ops;
    embed = child("patch_embed", new Conv2d(ops, 2, WIDTH, 1, true, ConvOptions.DEFAULT));
    for (int i = 0; i < 2; i++) {
      blocks.add(child("blocks." + i, new TransformerBlock(ops, WIDTH, 2, 2 * WIDTH, true, 1e-6)));
    }
  }

  @Override
  public EncoderSpec spec() {
    return new EncoderSpec(
        Map.of("optical", List.of("B4", "B8")),
        SIZE,
        List.of(new EncoderSpec.Level(WIDTH, 1)),
        false,
        false,
        false);
  }

  @Override
  public FeatureMaps encode(EncoderInput batch) {
    NDArray image = Objects.requireNonNull(batch.images().get("optical")).squeeze(2);
    NDArray tokens = ops.mapToTokens(embed.forward(image));
    for (TransformerBlock block : blocks) {
      tokens = ops.recomputed(block::forward, tokens);
    }
    return new FeatureMaps(List.of(ops.tokensToMap(tokens, SIZE, SIZE)));
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact();
  }

  @Override
  public boolean isInputLayer(String name) {
    return name.startsWith("patch_embed.");
  }
}
