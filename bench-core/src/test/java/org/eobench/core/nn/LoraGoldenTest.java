package org.eobench.core.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.AdamW;
import org.eobench.core.optim.AdamWConfig;
import org.eobench.core.optim.OptimizerContext;
import org.eobench.core.testing.GoldenArrays;
import org.eobench.core.testing.SharedFiles;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.Test;

/** A linear layer with a change of low rank against loralib's, recorded in Python. */
class LoraGoldenTest {
  private static final String CASE = "optimizer_lora";

  @Test
  void followsLoralib() {
    GoldenArrays golden = GoldenArrays.require2026(CASE);
    Path file = SharedFiles.require("golden_2026/" + CASE + "/weights.pth");
    try (NDManager manager = NDManager.newBaseManager();
        TensorFile weights = TensorFile.open(file)) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      Linear layer = new Linear(ops, 12, 10, true);
      layer.adapt(4, 8);
      Map<String, Parameter> tensors = layer.tensors();
      Weights.load(tensors, weights, CheckpointLayout.exact(), manager);
      tensor(layer, "weight").setTrainable(false);
      NDArray x = array(golden.input("x"), manager);
      NDArray target = array(golden.input("target"), manager);

      golden.check("out", layer.forward(x).toFloatArray());
      x.setRequiresGradient(true);
      back(layer, x, target);
      golden.check("grad_x", x.getGradient().toFloatArray());
      golden.check("grad_bias", gradient(layer, "bias"));
      golden.check("grad_lora_A", gradient(layer, "lora_A"));
      golden.check("grad_lora_B", gradient(layer, "lora_B"));
      assertThat(tensor(layer, "weight").array().hasGradient()).isFalse();
      x.setRequiresGradient(false);

      tensor(layer, "bias").setTrainable(false);
      AdamW optimizer =
          new AdamW(
              new AdamWConfig(0.01, List.of(0.9, 0.999), 1e-8, 0),
              new OptimizerContext(ops, tensors));
      for (int step = 0; step < 5; step++) {
        optimizer.dropGradients();
        back(layer, x, target);
        optimizer.step(0.01);
      }
      golden.check("lora_A_trained", tensor(layer, "lora_A").array().toFloatArray());
      golden.check("lora_B_trained", tensor(layer, "lora_B").array().toFloatArray());

      layer.merge();
      assertThat(layer.tensors()).containsOnlyKeys("weight", "bias");
      golden.check("merged_weight", tensor(layer, "weight").array().toFloatArray());
      golden.check("out_merged", layer.forward(x).toFloatArray());
    }
  }

  private static void back(Linear layer, NDArray x, NDArray target) {
    try (GradientCollector collector = TorchEngine.get().newGradientCollector()) {
      NDArray error = layer.forward(x).sub(target);
      collector.backward(error.mul(error).mean());
    }
  }

  private static NDArray array(NpyArray values, NDManager manager) {
    return manager.create(values.floats(), new Shape(values.shape()));
  }

  private static Parameter tensor(Linear layer, String name) {
    return Objects.requireNonNull(layer.tensors().get(name));
  }

  private static float[] gradient(Linear layer, String name) {
    return tensor(layer, name).array().getGradient().toFloatArray();
  }
}
