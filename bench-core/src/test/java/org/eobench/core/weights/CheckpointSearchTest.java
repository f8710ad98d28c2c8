package org.eobench.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where weights lie in the files that training frameworks write. */
class CheckpointSearchTest {
  @TempDir private Path folder;
  private final TorchOps ops = TorchOps.declaring();

  /** Six tensors: {@code norm.weight} and its kin. */
  private final class Net extends Module {
    Net() {
      child("first", new Linear(ops, 3, 4, true));
      child("norm", new LayerNorm(ops, 4, 1e-5));
      child("last", new Linear(ops, 4, 2, true));
    }
  }

  private final Map<String, long[]> stored = new LinkedHashMap<>();

  private void model(String prefix) {
    new Net().tensors().forEach((name, tensor) -> tensor(prefix + name, tensor.shape().getShape()));
  }

  private void tensor(String name, long... shape) {
    stored.put(name, shape);
  }

  private CheckpointMatch match(CheckpointLayout layout, @Nullable String chosen) {
    return match(layout, chosen, Map.of());
  }

  private CheckpointMatch match(
      CheckpointLayout layout, @Nullable String chosen, Map<String, String> remarks) {
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    stored.forEach(
        (name, shape) -> {
          float[] values = new float[(int) new Shape(shape).size()];
          entries.add(SafetensorsWriter.Entry.floats(name, shape, values));
        });
    Path path = folder.resolve("w.safetensors");
    SafetensorsWriter.write(path, entries, remarks);
    try (TensorFile file = TensorFile.open(path)) {
      return CheckpointSearch.match(new Net().tensors(), file, layout, chosen);
    }
  }

  private CheckpointMatch match() {
    return match(CheckpointLayout.exact(), null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "module.",
        "_orig_mod.",
        "model.",
        "state_dict.",
        "state_dict.model.encoder.",
        "state_dict.module._orig_mod.backbone.",
        "model_ema.",
        "anything.at.all."
      })
  void takesOffWhateverStandsBeforeAllNames(String prefix) {
    model(prefix);
    CheckpointMatch match = match();
    assertThat(match.fits()).isTrue();
    assertThat(match.prefix()).isEqualTo(prefix);
    assertThat(match.sources()).hasSize(6);
  }

  @Test
  void leavesAloneWhatLiesElsewhere() {
    model("state_dict.backbone.");
    tensor("state_dict.decode_head.conv.weight", 2, 2);
    tensor("hyper_parameters.class_weights", 2);
    CheckpointMatch match = match();
    assertThat(match.fits()).isTrue();
    assertThat(match.outside()).isEqualTo(2);
    assertThat(match.unexpected()).isEmpty();
  }

  @Test
  void takesTheEncoderOfACheckpointWithItsOptimizer() {
    model("encoder.");
    model("optimizer.exp_avg.encoder.");
    model("optimizer_states.0.encoder.");
    assertThat(match().prefix()).isEqualTo("encoder.");
  }

  @Test
  void refusesToChooseBetweenAModelAndItsAverage() {
    model("model.");
    model("model_ema.");
    assertThatThrownBy(this::match)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/AmbiguousWeights]")
        .hasMessageContaining(
            "weights of this model 2 times: below 'model.' and below 'model_ema.'")
        .hasMessageContaining("add `encoder.weights_prefix=model.`")
        .hasMessageContaining("or add `encoder.weights_prefix=model_ema.`");
    assertThat(match(CheckpointLayout.exact(), "model_ema").prefix()).isEqualTo("model_ema.");
    assertThat(match(CheckpointLayout.exact(), "model.").fits()).isTrue();
  }

  @Test
  void theWeightsThemselvesBesideTheirAverageAreAmbiguousToo() {
    model("");
    model("ema.");
    assertThatThrownBy(this::match).hasMessageContaining("below '' and below 'ema.'");
    CheckpointMatch own = match(CheckpointLayout.exact(), "");
    assertThat(own.fits()).isTrue();
    assertThat(own.outside()).isEqualTo(6);
  }

  @Test
  void aLayoutThatKnowsItsTeacherTakesIt() {
    model("module.student.backbone.");
    model("module.teacher.backbone.");
    assertThatThrownBy(this::match).hasMessageContaining("AmbiguousWeights");
    CheckpointLayout dino = CheckpointLayout.exact().preferring("teacher.backbone.", "teacher.");
    assertThat(match(dino, null).prefix()).isEqualTo("module.teacher.backbone.");
  }

  @Test
  void namesTheNearestPrefixAndCountsWhereNothingFits() {
    model("module.");
    stored.keySet().removeIf(name -> name.startsWith("module.last."));
    tensor("module.last.weight", 3, 4);
    for (int i = 0; i < 9; i++) {
      tensor("module.extra.%d".formatted(i), 1);
    }
    CheckpointMatch match = match();
    assertThat(match.fits()).isFalse();
    assertThatThrownBy(() -> match.require("these look like toys; ", "do this"))
        .hasMessageContaining(
            "model: these look like toys; 4 of 6 names match after removing the prefix 'module.'")
        .hasMessageContaining("lacks tensors (1):\n    last.bias [2]")
        .hasMessageContaining("last.weight: the file has [3, 4], the model needs [2, 4]")
        .hasMessageContaining("unexpected tensors (9):\n    module.extra.0 [1]")
        .hasMessageContaining("module.extra.4 [1]\n    and 4 more")
        .hasMessageContaining("next: do this");
  }

  @Test
  void aPrefixThatIsNotThereIsRefusedWithThoseThatAre() {
    model("model.");
    assertThatThrownBy(() -> match(CheckpointLayout.exact(), "modle"))
        .hasMessageContaining("no name in the file begins with 'modle.'")
        .hasMessageContaining("one of 'model.'")
        .hasMessageContaining("weights_prefix=null");
  }

  @Test
  void takesTheValuesOfAnOwnRunAsTheyAre() {
    model("encoder.");
    model("decoder.encoder.");
    CheckpointLayout refitting =
        CheckpointLayout.exact()
            .renaming(name -> name.replace("first", "second"))
            .refitting(name -> true)
            .reshaping((name, values, from, to) -> null);
    Map<String, String> run = Map.of("run", "20260101_toy", "fingerprint", "abc");
    assertThatThrownBy(() -> match(refitting, null).require("", "")).hasMessageContaining("0 of 6");
    assertThat(match(CheckpointLayout.exact(), "encoder", run).fits()).isTrue();
    stored.keySet().removeIf(name -> name.startsWith("decoder."));
    CheckpointMatch own = match(refitting, null, run);
    assertThat(own.fits()).isTrue();
    assertThat(own.prefix()).isEqualTo("encoder.");
  }
}
