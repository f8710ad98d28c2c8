package org.eobench.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointRefitTest {
  @TempDir private Path folder;
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  private Map<String, Parameter> linear() {
    return new Linear(ops, 2, 1, true).tensors();
  }

  private static float[] weight(Map<String, Parameter> tensors) {
    return Objects.requireNonNull(tensors.get("weight")).array().toFloatArray();
  }

  private LoadReport load(Map<String, Parameter> tensors, CheckpointLayout layout) {
    Map<String, Parameter> saved = linear();
    Weights.initialize(saved, manager, 1);
    Objects.requireNonNull(saved.get("weight")).array().set(new float[] {1, 2});
    Path path = folder.resolve("linear.safetensors");
    Weights.save(saved, path, Map.of());
    try (TensorFile file = TensorFile.open(path)) {
      return Weights.load(tensors, file, layout, manager);
    }
  }

  @Test
  void refitsTensorsThatAlreadyFitWhereTheLayoutSaysSo() {
    CheckpointLayout reversing =
        CheckpointLayout.exact()
            .reshaping((name, values, from, to) -> new float[] {values[1], values[0]});
    Map<String, Parameter> kept = linear();
    load(kept, reversing);
    assertThat(weight(kept)).containsExactly(1, 2);
    Map<String, Parameter> refitted = linear();
    LoadReport report = load(refitted, reversing.refitting("weight"::equals));
    assertThat(weight(refitted)).containsExactly(2, 1);
    assertThat(report.reshaped()).containsExactly("weight");
  }

  @Test
  void leavesATensorToItsFirstValuesWhereTheRuleSaysSo() {
    CheckpointLayout layout =
        CheckpointLayout.exact()
            .refitting("weight"::equals)
            .reshaping((name, values, from, to) -> CheckpointLayout.FIRST_VALUES);
    Map<String, Parameter> tensors = linear();
    LoadReport report = load(tensors, layout);
    assertThat(report.missing()).containsExactly("weight");
    assertThat(report.unexpected()).containsExactly("weight");
    assertThat(report.loaded()).containsExactly("bias");
    assertThat(Objects.requireNonNull(tensors.get("weight")).isSet()).isFalse();
    Weights.initialize(tensors, manager, 5);
    assertThat(weight(tensors)).doesNotContain(1, 2);
  }
}
