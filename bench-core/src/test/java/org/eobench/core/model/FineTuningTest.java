package org.eobench.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.TensorPattern;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.train.ToyDecoder;
import org.eobench.core.train.ToyTransformer;
import org.eobench.core.weights.CheckpointLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FineTuningTest {
  /** A model of which one layer is new, as one that merges dates before a pretrained network. */
  private static final class PartlyNewEncoder extends Encoder {
    PartlyNewEncoder() {
      for (String name : List.of("new.weight", "input.weight", "inner.weight", "inner.bias")) {
        parameter(name, new Shape(2), Inits.ZEROS);
      }
      buffer("new.table", new Shape(2), DataType.FLOAT32, Inits.ZEROS);
    }

    @Override
    public EncoderSpec spec() {
      List<EncoderSpec.Level> levels = List.of(new EncoderSpec.Level(8, 1));
      return new EncoderSpec(Map.of("optical", List.of("B4")), 8, levels, false, false, false);
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      throw new UnsupportedOperationException("only its parameters matter here");
    }

    @Override
    public CheckpointLayout checkpointLayout() {
      return CheckpointLayout.exact();
    }

    @Override
    public boolean isInputLayer(String name) {
      return name.startsWith("input.");
    }

    @Override
    public boolean isAlwaysTrained(String name) {
      return name.startsWith("new.");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Finetune.class, mode = EnumSource.Mode.EXCLUDE, names = "LAST_BLOCKS")
  void trainsWhatItsExtentNamesAndWhatIsNew(Finetune extent) {
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      EoModel model = new EoModel(new PartlyNewEncoder(), new ToyDecoder(ops));
      new FineTuning(extent, FrozenMode.EVAL).freeze(model);
      List<String> encoder =
          FineTuning.trained(model).keySet().stream()
              .filter(name -> name.startsWith("encoder."))
              .toList();
      assertThat(encoder)
          .containsExactlyElementsOf(
              switch (extent) {
                case NONE -> List.of("encoder.new.weight");
                case RETRAIN_INPUT -> List.of("encoder.new.weight", "encoder.input.weight");
                case BIAS -> List.of("encoder.new.weight", "encoder.inner.bias");
                // LoraTest has an encoder with changes of low rank.
                case LORA -> List.of("encoder.new.weight");
                case LAST_BLOCKS -> throw new AssertionError("this encoder has no blocks");
                case FULL ->
                    List.of(
                        "encoder.new.weight",
                        "encoder.input.weight",
                        "encoder.inner.weight",
                        "encoder.inner.bias");
              });
      assertThat(FineTuning.trained(model))
          .as("the decoder always is")
          .containsKeys("head.weight", "head.bias");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, EVAL, false",
    "NONE, TRAIN, true",
    "RETRAIN_INPUT, EVAL, false",
    "RETRAIN_INPUT, TRAIN, true",
    "BIAS, EVAL, false",
    "LORA, EVAL, false",
    "LORA, TRAIN, true",
    "FULL, EVAL, true",
    "FULL, TRAIN, true"
  })
  void anEncoderThatIsNotFullyTrainedRunsInTheFrozenMode(
      Finetune extent, FrozenMode mode, boolean training) {
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      EoModel model = new EoModel(new PartlyNewEncoder(), new ToyDecoder(ops));
      FineTuning fineTuning = new FineTuning(extent, mode);

      fineTuning.beginTraining(model);
      assertThat(model.encoder().training()).isEqualTo(training);
      assertThat(model.decoder().training()).isTrue();

      fineTuning.beginEvaluation(model);
      assertThat(model.encoder().training()).isFalse();
      assertThat(model.decoder().training()).isFalse();
    }
  }

  private static List<String> lastBlocks(int count) {
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      EoModel model = new EoModel(new ToyTransformer(ops), new ToyDecoder(ops));
      new FineTuning(Finetune.LAST_BLOCKS, FrozenMode.EVAL, List.of(), count, 0).freeze(model);
      return FineTuning.trained(model).keySet().stream()
          .filter(name -> name.startsWith("encoder."))
          .map(name -> name.replaceFirst("(blocks\\.\\d+).*", "$1"))
          .distinct()
          .toList();
    }
  }

  @Test
  void trainsTheLastBlocksAndWhatFollowsThem() {
    assertThat(lastBlocks(1)).containsExactly("encoder.blocks.1");
    assertThat(lastBlocks(2)).containsExactly("encoder.blocks.0", "encoder.blocks.1");
    assertThatThrownBy(() -> lastBlocks(3))
        .hasMessageContaining("finetune=last_3 trains 3 blocks, but the encoder has 2")
        .hasMessageContaining("at most last_2");
    assertThat(Finetune.of("last_12")).contains(Finetune.LAST_BLOCKS);
    assertThat(Finetune.lastBlocks("last_12")).isEqualTo(12);
    for (String wrong : List.of("last_0", "last_", "last_n", "last_2x", "last")) {
      assertThat(Finetune.of(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void refusesLastBlocksOfAnEncoderWithoutAny() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      EoModel model = new EoModel(new PartlyNewEncoder(), new ToyDecoder(ops));
      FineTuning last = new FineTuning(Finetune.LAST_BLOCKS, FrozenMode.EVAL, List.of(), 2, 0);
      assertThatThrownBy(() -> last.freeze(model))
          .hasMessageContaining("finetune=last_N needs one sequence of blocks")
          .hasMessageContaining("the encoder has no blocks");
    }
  }

  @Test
  void a4FreezesFurtherParametersByPattern() {
    assertThat(trained("head.*", "encoder.in*")).containsExactly("encoder.new.weight");
    assertThat(trained("*.bias")).hasSize(4).doesNotContain("head.bias");
  }

  @Test
  void a4RefusesAPatternThatFreezesNothingOrAll() {
    assertThatThrownBy(() -> trained("feature_fusion.*"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("no parameter that would be trained is called feature_fusion.*")
        .hasMessageContaining("encoder.new.weight");
    assertThatThrownBy(() -> trained("*")).hasMessageContaining("freeze leaves nothing to train");
  }

  private static List<String> trained(String... frozen) {
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      EoModel model = new EoModel(new PartlyNewEncoder(), new ToyDecoder(ops));
      List<TensorPattern> patterns = Arrays.stream(frozen).map(TensorPattern::new).toList();
      new FineTuning(Finetune.FULL, FrozenMode.EVAL, patterns).freeze(model);
      return List.copyOf(FineTuning.trained(model).keySet());
    }
  }
}
