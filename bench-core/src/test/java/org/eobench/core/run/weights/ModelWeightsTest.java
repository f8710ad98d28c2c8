package org.eobench.core.run.weights;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.run.plan.ModelWeightsConfig;
import org.eobench.core.run.plan.ModelWeightsConfig.Difference;
import org.eobench.core.train.ToyDecoder;
import org.eobench.core.train.ToyEncoder;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelWeightsTest {
  @TempDir Path folder;

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  private EoModel model(long seed) {
    EoModel model = new EoModel(new ToyEncoder(ops), new ToyDecoder(ops));
    Weights.initialize(model.tensors(), manager, seed);
    return model;
  }

  private static float[] values(EoModel model, String name) {
    return requireNonNull(model.tensors().get(name)).array().toFloatArray();
  }

  /** Writes a model's tensors under other names, and others besides or in place of them. */
  private String file(
      EoModel model, UnaryOperator<String> names, List<SafetensorsWriter.Entry> others) {
    List<SafetensorsWriter.Entry> entries = new ArrayList<>(others);
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              String in = names.apply(name);
              if (!in.isEmpty()
                  && others.stream().noneMatch(other -> other.info().name().equals(in))) {
                entries.add(Weights.entry(in, tensor.array()));
              }
            });
    Path file = folder.resolve("model.safetensors");
    SafetensorsWriter.write(file, entries, Map.of());
    return file.toString();
  }

  private ModelWeights load(String file, EoModel into, Difference... allowed) {
    return ModelWeights.load(file, new ModelWeightsConfig(file, List.of(allowed)), into, manager);
  }

  private SafetensorsWriter.Entry zeros(String name, long... shape) {
    return Weights.entry(name, manager.zeros(new Shape(shape)));
  }

  @Test
  void loadsEveryTensorOfTheSameModel() {
    EoModel trained = model(1);
    EoModel next = model(2);
    ModelWeights weights = load(file(trained, name -> name, List.of()), next);
    assertThat(weights.loaded()).isEqualTo(next.tensors().keySet());
    assertThat(weights.lines())
        .containsExactly("model weights: 11 tensors loaded, 0 missing, 0 unexpected, 0 replaced");
    for (String name : List.of("encoder.input.weight", "encoder.norm.bias", "head.weight")) {
      assertThat(values(next, name)).isEqualTo(values(trained, name));
    }
  }

  /** As mmsegmentation saves a model. */
  @Test
  void c3FindsEncoderAndDecoderUnderDifferentPrefixes() {
    EoModel trained = model(1);
    EoModel next = model(2);
    String file =
        file(
            trained,
            name ->
                "state_dict."
                    + (name.startsWith("encoder.")
                        ? "backbone." + name.substring("encoder.".length())
                        : name),
            List.of());
    assertThat(load(file, next).loaded()).isEqualTo(next.tensors().keySet());
    assertThat(values(next, "head.weight")).isEqualTo(values(trained, "head.weight"));
  }

  @Test
  void a5ReplacesTheLastLayerOfOtherClassesOnlyByPermission() {
    EoModel trained = model(1);
    EoModel next = model(2);
    float[] fresh = values(next, "head.bias");
    float[] freshWeight = values(next, "head.weight");
    String file =
        file(
            trained,
            name -> name,
            List.of(zeros("head.weight", 5, 8, 1, 1), zeros("head.bias", 5)));
    assertThatThrownBy(() -> load(file, model(2)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("ModelWeightsDiffer")
        .hasMessageContaining("head.bias [5] in the file, [2] here")
        .hasMessageContaining("'model_weights.allow=[replaced]'");
    ModelWeights weights = load(file, next, Difference.REPLACED);
    assertThat(weights.loaded()).doesNotContain("head.weight", "head.bias").hasSize(9);
    assertThat(values(next, "head.bias")).isEqualTo(fresh);
    assertThat(values(next, "head.weight")).isEqualTo(freshWeight);
    assertThat(values(next, "encoder.norm.weight"))
        .isEqualTo(values(trained, "encoder.norm.weight"));
    assertThat(String.join("\n", weights.lines()))
        .contains("9 tensors loaded, 0 missing, 0 unexpected, 2 replaced")
        .contains("of another shape, so they start anew: head.weight [5, ");
  }

  @Test
  void a5NamesWhatIsMissingAndUnexpectedAndHowToPermitIt() {
    String file =
        file(
            model(1),
            name -> name.equals("head.bias") ? "" : name,
            List.of(zeros("other.head.bias", 7)));
    assertThatThrownBy(() -> load(file, model(2), Difference.REPLACED))
        .hasMessageContaining("missing in the file, so they start anew: head.bias")
        .hasMessageContaining("in the file but not in the model: other.head.bias F32[7]")
        .hasMessageContaining("'model_weights.allow=[missing,unexpected,replaced]'");
    ModelWeights weights = load(file, model(2), Difference.MISSING, Difference.UNEXPECTED);
    assertThat(weights.loaded()).hasSize(10);
  }

  @Test
  void namesTheKeyOfAFileThatIsNotThere() {
    String none = folder.resolve("none").toString();
    assertThatThrownBy(() -> load(none, model(1)))
        .hasMessageContaining("[Bench/MissingWeights]")
        .hasMessageContaining("model_weights.file, " + none);
  }

  @Test
  void refusesAFileWithoutAnyTensorOfTheModel() {
    String file = file(model(1), name -> "", List.of(zeros("w", 7)));
    assertThatThrownBy(() -> load(file, model(2), Difference.values()))
        .hasMessageContaining("no tensor of the file fits the model");
  }
}
