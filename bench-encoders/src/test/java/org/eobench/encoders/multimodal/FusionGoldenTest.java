package org.eobench.encoders.multimodal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.eobench.encoders.Trial;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.cases.Comparison;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.Deviation;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.Gradients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fusions against values and gradients that the fork of DINOv2 computes with its weights. */
class FusionGoldenTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void b1JoinsTokensAsTheLinearFusionOfTheFork() {
    GoldenCase golden = golden("fusion_linear");
    check(golden, new LinearFusion(trial.ops(), golden.config().path("dim").asInt()));
  }

  /** The case has the attention over tokens; the fork's own output is over the batch. */
  @Test
  void b1JoinsTokensByAttentionOverTokensAndNotOverTheBatch() {
    GoldenCase golden = golden("fusion_xattn");
    TorchOps ops = trial.ops();
    int width = golden.config().path("dim").asInt();
    int heads = golden.config().path("nhead").asInt();
    int depth = golden.config().path("nlayer").asInt();
    Fusion fusion = new CrossAttentionFusion(ops, width, heads, depth, true);
    ComputedArrays computed = check(golden, fusion);
    ExpectedArray faulty =
        golden.expected().stream().filter(ExpectedArray::notToBeCopied).findFirst().orElseThrow();
    assertThat(Comparison.worst(faulty, computed).within()).isFalse();
  }

  private static GoldenCase golden(String id) {
    return GoldenCase.read(SharedFiles.require("golden_2026/" + id));
  }

  private ComputedArrays check(GoldenCase golden, Fusion fusion) {
    load(golden, fusion);
    int leading = 1 + golden.config().path("registers").asInt();
    NDArray radar = input(golden, "s1");
    NDArray optical = input(golden, "s2");
    ComputedArrays computed = new ComputedArrays();
    Gradients.back(
        () -> {
          NDArray tokens = fusion.forward(radar, optical);
          NDArray cls = tokens.get(":, 0");
          NDArray patches = tokens.get(":, " + leading + ":");
          computed.put("cls", cls);
          computed.put("patches", patches);
          computed.put("fork_output", patches);
          long values = cls.size() + patches.size();
          return cls.mul(cls).sum().add(patches.mul(patches).sum()).div(values);
        });
    computed.put("grad_s1", Gradients.of(radar));
    computed.put("grad_s2", Gradients.of(optical));
    Map<String, float[]> gradients = new LinkedHashMap<>();
    fusion.tensors().forEach((name, tensor) -> gradients.put(name, Gradients.of(tensor.array())));
    computed.putTensors("grad_params", gradients);
    for (ExpectedArray expected : golden.expected()) {
      if (!expected.notToBeCopied()) {
        Deviation worst = Comparison.worst(expected, computed);
        assertThat(worst.within()).as(worst.describe()).isTrue();
      }
    }
    return computed;
  }

  private void load(GoldenCase golden, Fusion fusion) {
    Path weights = golden.folder().resolve(golden.weights().path("file").asText());
    try (TensorFile file = TensorFile.open(weights)) {
      Weights.load(fusion.tensors(), file, MultimodalCheckpoint.layout(Map.of()), trial.manager());
    }
    fusion.setTrainable(true);
  }

  private NDArray input(GoldenCase golden, String name) {
    RecordedArray recorded = golden.input(name);
    NDArray array = trial.manager().create(recorded.floats(), new Shape(recorded.shape()));
    array.setRequiresGradient(true);
    return array;
  }

  @Test
  void namesTheTensorsOfSeparateLayersByTheirNumber() {
    Fusion fusion = new CrossAttentionFusion(trial.ops(), 8, 2, 2, false);
    assertThat(fusion.tensors().keySet())
        .contains("xattn_layers.0.attn.in_proj_weight", "xattn_layers.1.linear2.bias")
        .hasSize(24);
    assertThat(List.copyOf(new CrossAttentionFusion(trial.ops(), 8, 2, 5, true).tensors().keySet()))
        .contains("attn.in_proj_weight", "norm3.bias")
        .hasSize(12);
  }
}
