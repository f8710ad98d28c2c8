package org.eobench.encoders.convnext;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * The four stages of a ConvNeXt. Each but the first begins with a norm and a 2 × 2 convolution of
 * stride 2, which drops an odd last row or column. Names are timm's: {@code 1.downsample.0,
 * 1.downsample.1, 1.blocks.0…}.
 */
public final class ConvNextStages extends Module {
  private static final int STAGES = 4;

  private final TorchOps ops;
  private final List<Stage> stages = new ArrayList<>();

  private record Stage(
      @Nullable ChannelNorm norm, @Nullable Conv2d reduction, List<ConvNextBlock> blocks) {}

  /**
   * The stages of version 2.
   *
   * @param depths blocks of each stage
   * @param dims features of each stage
   * @param responseEps eps of the global response normalisation
   */
  public static ConvNextStages responseNormalised(
      TorchOps ops, List<Integer> depths, List<Integer> dims, double responseEps) {
    return new ConvNextStages(
        ops, depths, dims, ConvNextBlock.Options.responseNormalised(responseEps));
  }

  ConvNextStages(
      TorchOps ops, List<Integer> depths, List<Integer> dims, ConvNextBlock.Options options) {
    this.ops = ops;
    for (int stage = 0; stage < STAGES; stage++) {
      String name = stage + ".";
      ChannelNorm norm = null;
      Conv2d reduction = null;
      int width = dims.get(stage);
      if (stage > 0) {
        int before = dims.get(stage - 1);
        norm = child(name + "downsample.0", new ChannelNorm(ops, before));
        reduction = child(name + "downsample.1", reduction(ops, before, width, 2, 1));
      }
      List<ConvNextBlock> blocks = new ArrayList<>();
      for (int i = 0; i < depths.get(stage); i++) {
        blocks.add(child(name + "blocks." + i, new ConvNextBlock(ops, width, options)));
      }
      stages.add(new Stage(norm, reduction, blocks));
    }
  }

  /** A convolution without overlap, with the initial values of the authors. */
  static Conv2d reduction(TorchOps ops, int in, int out, int kernel, int groups) {
    ConvOptions options = ConvOptions.DEFAULT.stride(kernel).groups(groups);
    return new Conv2d(ops, in, out, kernel, options, Inits.truncNormal(0.02), Inits.ZEROS);
  }

  /**
   * The maps after each stage.
   *
   * @param x {@code [B,dims[0],h,w]}
   * @param count number of stages to compute
   */
  public List<NDArray> forward(NDArray x, int count) {
    List<NDArray> maps = new ArrayList<>();
    NDArray y = ops.detached(x);
    for (Stage stage : stages.subList(0, count)) {
      if (stage.norm() != null && stage.reduction() != null) {
        y = stage.reduction().forward(stage.norm().forward(y));
      }
      for (ConvNextBlock block : stage.blocks()) {
        y = ops.recomputed(block::forward, y);
      }
      maps.add(y);
    }
    return maps;
  }

  /** The mean of a map over its places, {@code [B,C]}. */
  public static NDArray mean(TorchOps ops, NDArray map) {
    return ops.call("def forward(self, x):\n  return torch.mean(x, [2, 3])\n", map);
  }

  /** The levels of the maps after some stages, of which the first has a stride. */
  public static List<EncoderSpec.Level> levels(
      List<Integer> dims, List<Integer> outputLayers, int firstStride) {
    return outputLayers.stream()
        .map(stage -> new EncoderSpec.Level(dims.get(stage), firstStride << stage))
        .toList();
  }

  /** Whether each map has half the resolution of the previous one. */
  public static boolean isPyramid(List<Integer> outputLayers) {
    int count = outputLayers.size();
    return count > 1 && outputLayers.get(count - 1) - outputLayers.get(0) == count - 1;
  }

  /**
   * Requires four stages of positive sizes, and ascending numbers of them.
   *
   * @throws IllegalArgumentException with the key that is wrong
   */
  public static void requireStages(
      List<Integer> depths, List<Integer> dims, List<Integer> outputLayers) {
    require("depths", depths);
    require("dims", dims);
    int before = -1;
    boolean rising = !outputLayers.isEmpty();
    for (int stage : outputLayers) {
      rising &= stage > before && stage < STAGES;
      before = stage;
    }
    if (!rising) {
      throw new IllegalArgumentException(
          "output_layers=" + outputLayers + " must be ascending and within 0..3, the four stages");
    }
  }

  private static void require(String key, List<Integer> values) {
    if (values.size() != STAGES || values.stream().anyMatch(value -> value < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s=%s must be four positive numbers, one for each stage", key, values));
    }
  }
}
