package org.eobench.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.Test;

class LayerDecayTest {
  private static Map<String, Double> factors(String... names) {
    return LayerDecay.factors(List.of(names), 0.5);
  }

  @Test
  void fallsFromTheLastBlockToTheEmbedding() {
    assertThat(
            factors(
                "encoder.cls_token",
                "encoder.patch_embed.proj.weight",
                "encoder.blocks.0.attn.qkv.weight",
                "encoder.blocks.0.mlp.layers.0.bias",
                "encoder.blocks.1.attn.qkv.weight",
                "encoder.norm.weight",
                "head.layers.0.weight"))
        .containsExactly(
            Map.entry("encoder.cls_token", 0.125),
            Map.entry("encoder.patch_embed.proj.weight", 0.125),
            Map.entry("encoder.blocks.0.attn.qkv.weight", 0.25),
            Map.entry("encoder.blocks.0.mlp.layers.0.bias", 0.25),
            Map.entry("encoder.blocks.1.attn.qkv.weight", 0.5),
            Map.entry("encoder.norm.weight", 1.0),
            Map.entry("head.layers.0.weight", 1.0));
  }

  @Test
  void countsTheBlocksOfAllStages() {
    assertThat(
            factors(
                    "encoder.conv1.weight",
                    "encoder.layer1.0.conv1.weight",
                    "encoder.layer1.1.conv1.weight",
                    "encoder.layer2.0.conv1.weight")
                .values())
        .containsExactly(0.0625, 0.125, 0.25, 0.5);
    assertThat(
            factors(
                    "encoder.features.1.0.norm1.weight",
                    "encoder.features.1.1.norm1.weight",
                    "encoder.features.2.reduction.weight",
                    "encoder.features.3.0.norm1.weight")
                .values())
        .containsExactly(0.0625, 0.125, 0.25, 0.5);
    assertThat(
            factors(
                    "encoder.stages.0.blocks.0.fc1.weight",
                    "encoder.downsample.weight",
                    "encoder.stages.1.blocks.0.fc1.weight",
                    "encoder.stages.1.blocks.1.fc1.weight")
                .values())
        .containsExactly(0.125, 0.125, 0.25, 0.5);
  }

  @Test
  void refusesEncodersWithoutASequenceOfBlocks() {
    assertThatThrownBy(() -> factors("encoder.conv.weight", "head.layers.0.weight"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NoBlocks]")
        .hasMessageContaining("encoder.conv.weight")
        .hasMessageContaining("optimizer.groups");
    assertThatThrownBy(() -> factors("encoder.s1.blocks.0.w", "encoder.s2.blocks.0.w"))
        .hasMessageContaining("has several sequences of blocks: below encoder.s1., encoder.s2.");
  }

  /** The first step of Adam is as long as its rate. */
  @Test
  void eachStepHasTheRateOfItsBlock() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      Net net = new Net();
      Weights.initialize(net.tensors(), manager, 0);
      AdamWConfig config =
          new AdamWConfig(
              0.1,
              List.of(0.9, 0.999),
              1e-8,
              0,
              List.of(new ParameterGroup("*.bias", 0.5, null)),
              0.5);
      Optimizer optimizer = new AdamW(config, new OptimizerContext(ops, net.tensors()));
      optimizer.dropGradients();
      try (GradientCollector collector = TorchEngine.get().newGradientCollector()) {
        collector.backward(
            net.tensors().values().stream()
                .map(tensor -> tensor.array().sum())
                .reduce((a, b) -> a.add(b))
                .orElseThrow());
      }
      optimizer.step(0.1);
      double[] moved =
          net.tensors().values().stream()
              .mapToDouble(tensor -> 1 - tensor.array().getFloat())
              .toArray();
      double[] wanted = {0.025, 0.0125, 0.05, 0.1};
      for (int i = 0; i < wanted.length; i++) {
        assertThat(moved[i]).as("tensor " + i).isCloseTo(wanted[i], within(1e-6));
      }
    }
  }

  private static final class Net extends Module {
    Net() {
      for (String name :
          List.of(
              "encoder.blocks.0.weight",
              "encoder.blocks.0.bias",
              "encoder.blocks.1.weight",
              "head.weight")) {
        parameter(name, new Shape(1), Inits.ONES);
      }
    }
  }
}
