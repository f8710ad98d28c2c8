package org.eobench.encoders.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptEncoderTest {
  private static final String KEYS =
      """
      encoder_weights: "%s"
      download_url: null
      module: ""
      method: forward
      input_bands: {optical: [B2, B3, B4, B8]}
      input_size: 8
      num_frames: 1
      input_layout: bchw
      levels: [{width: 6, stride: 4}, {width: 4, stride: 8}]
      output_keys: []
      output_layout: bchw
      prefix_tokens: 0
      pyramid_output: false
      input_layer: []
      frozen_mode: eval
      """;

  private NDManager manager;
  private TorchOps ops;
  private Path file;

  @BeforeEach
  void open(@TempDir Path folder) {
    manager = NDManager.newBaseManager(Device.cpu());
    ops = new TorchOps(manager, Precision.FP32);
    file = folder.resolve("tiny.pt");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private TorchScriptEncoder encoder(String method, String... edits) {
    TinyProgram.write(file, method);
    String yaml = String.format(Locale.ROOT, KEYS, file);
    for (int i = 0; i < edits.length; i += 2) {
      assertThat(yaml).contains(edits[i]);
      yaml = yaml.replace(edits[i], edits[i + 1]);
    }
    TorchScriptConfig config = Binder.bindText(yaml, "test.yaml", TorchScriptConfig.class);
    return new TorchScriptEncoder(config, new EncoderContext(ops, Map.of(), 1));
  }

  private LoadReport load(TorchScriptEncoder encoder) {
    try (TensorFile weights = TensorFile.open(file)) {
      return Weights.load(encoder.tensors(), weights, encoder.checkpointLayout(), manager);
    }
  }

  private TorchScriptEncoder loaded(String method, String... edits) {
    TorchScriptEncoder encoder = encoder(method, edits);
    load(encoder);
    return encoder;
  }

  private static EncoderInput image(NDManager owner, float value) {
    NDArray image = owner.full(new Shape(1, 4, 1, 8, 8), value);
    return EncoderInput.of(Map.of("optical", image));
  }

  private float[] encode(TorchScriptEncoder encoder, int level) {
    try (NDManager step = manager.newSubManager()) {
      return encoder.encode(image(step, 1)).levels().get(level).toFloatArray();
    }
  }

  /** Output {@code o} of the batch norm over a patch of ones. */
  private static double expected(int o) {
    double sum = 0;
    for (int i = 0; i < 64; i++) {
      sum += 0.01f * (1 + (o * 64 + i) % 7);
    }
    return (sum - 0.001f * (1 + o)) / Math.sqrt(0.5f * (1 + o) + 0.001);
  }

  @Test
  void givesTheValuesOfTheProgramWithTheWeightsOfTheFile() {
    TorchScriptEncoder encoder = encoder(TinyProgram.FORWARD);
    LoadReport report = load(encoder);
    assertThat(report.missing()).isEmpty();
    assertThat(report.loaded())
        .containsExactly(
            "patch_embed.weight",
            "patch_embed.running_mean",
            "patch_embed.running_var",
            "patch_embed.num_batches_tracked",
            "stages.0.weight",
            "stages.0.bias");
    float[] map = encode(encoder, 0);
    assertThat(map).hasSize(6 * 4);
    for (int i = 0; i < map.length; i++) {
      assertThat((double) map[i]).isCloseTo(expected(i / 4), within(1e-5));
    }
    assertThat(encode(encoder, 1)).hasSize(4);
  }

  @Test
  void moveOfAWeightIsSeenByTheProgram() {
    TorchScriptEncoder encoder = loaded(TinyProgram.FORWARD);
    float[] before = encode(encoder, 1);
    NDArray bias = Objects.requireNonNull(encoder.tensors().get("stages.0.bias")).array();
    ops.update(
        "def forward(self, p: List[Tensor]):\n  return [torch.add_(p[0], 1.0)]\n",
        List.of(List.of(bias)));
    float[] after = encode(encoder, 1);
    for (int i = 0; i < after.length; i++) {
      assertThat(after[i]).isCloseTo(before[i] + 1, within(1e-5f));
    }
  }

  @Test
  void gradientsReachTheWeightsAndFrozenOnesGetNone() {
    TorchScriptEncoder encoder = loaded(TinyProgram.FORWARD);
    NDArray frozen = Objects.requireNonNull(encoder.tensors().get("patch_embed.weight")).array();
    NDArray bias = Objects.requireNonNull(encoder.tensors().get("stages.0.bias")).array();
    Objects.requireNonNull(encoder.tensors().get("patch_embed.weight")).setTrainable(false);
    try (NDManager step = manager.newSubManager();
        GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      tape.backward(encoder.encode(image(step, 1)).last().sum());
    }
    assertThat(frozen.hasGradient()).isFalse();
    assertThat(bias.getGradient().toFloatArray()).containsOnly(1f);
  }

  @Test
  void runningStatisticsMoveInTrainingOnly() {
    TorchScriptEncoder encoder = loaded(TinyProgram.FORWARD);
    NDArray mean =
        Objects.requireNonNull(encoder.tensors().get("patch_embed.running_mean")).array();
    NDArray count =
        Objects.requireNonNull(encoder.tensors().get("patch_embed.num_batches_tracked")).array();
    float[] before = mean.toFloatArray();
    encode(encoder, 0);
    assertThat(mean.toFloatArray()).containsExactly(before);
    encoder.setTraining(true);
    ops.seed(1);
    float[] dropped = encode(encoder, 0);
    assertThat(mean.toFloatArray()).isNotEqualTo(before);
    assertThat(count.toLongArray()).containsExactly(4);
    ops.seed(2);
    assertThat(encode(encoder, 0)).isNotEqualTo(dropped);
    encoder.setTraining(false);
    assertThat(encode(encoder, 0)).isEqualTo(encode(encoder, 0));
  }

  @Test
  void takesAPartOfTheProgramWithItsTensorsOnly() {
    TorchScriptEncoder part =
        loaded(
            TinyProgram.FORWARD,
            "module: \"\"",
            "module: patch_embed",
            ", {width: 4, stride: 8}]",
            "]");
    assertThat(part.tensors().keySet())
        .containsExactly("weight", "running_mean", "running_var", "num_batches_tracked");
    assertThat((double) encode(part, 0)[0]).isCloseTo(expected(0), within(1e-5));
  }

  @Test
  void takesMapsFromADictionaryByKey() {
    String method =
        """
          def features(self: __torch__.tiny.Pyramid, x: Tensor) -> Dict[str, Tensor]:
            y = (self.patch_embed).forward(x, )
            return {"deep": torch.mul(y, 2.), "shallow": y}
        """;
    String[] edits = {
      "method: forward",
      "method: features",
      "{width: 4, stride: 8}",
      "{width: 6, stride: 4}",
      "output_keys: []",
      "output_keys: [shallow, deep]"
    };
    TorchScriptEncoder encoder = loaded(method, edits);
    assertThat((double) encode(encoder, 0)[0]).isCloseTo(expected(0), within(1e-5));
    assertThat((double) encode(encoder, 1)[0]).isCloseTo(2 * expected(0), within(1e-5));
    edits[5] = "output_keys: [shallow, deeep]";
    TorchScriptEncoder wrong = loaded(method, edits);
    assertThatThrownBy(() -> encode(wrong, 0))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/ScriptFailed]")
        .hasMessageContaining("deeep");
  }

  @Test
  void turnsTokensIntoAMapWithoutThoseOfNoPlace() {
    String method =
        """
          def forward(self: __torch__.tiny.Pyramid, x: Tensor) -> Tensor:
            y = (self.patch_embed).forward(x, )
            tokens = torch.transpose(torch.flatten(y, 2), 1, 2)
            return torch.cat([torch.zeros([torch.size(x, 0), 1, 6]), tokens], 1)
        """;
    TorchScriptEncoder encoder =
        loaded(
            method,
            ", {width: 4, stride: 8}]",
            "]",
            "output_layout: bchw",
            "output_layout: bnc",
            "prefix_tokens: 0",
            "prefix_tokens: 1");
    TorchScriptEncoder maps = loaded(TinyProgram.FORWARD);
    assertThat(encode(encoder, 0)).containsExactly(encode(maps, 0));
  }

  @Test
  void lowPrecisionResultsBecomeFloat32AndIntegersAreRefused() {
    String method =
        """
          def forward(self: __torch__.tiny.Pyramid, x: Tensor) -> Tensor:
            return torch.to((self.patch_embed).forward(x, ), %d)
        """;
    String[] one = {", {width: 4, stride: 8}]", "]"};
    int bfloat16 = 15;
    int half = 5;
    int int16 = 2;
    double rounded = 0.01 * Math.abs(expected(0));
    assertThat((double) encode(loaded(String.format(Locale.ROOT, method, bfloat16), one), 0)[0])
        .isCloseTo(expected(0), within(rounded));
    assertThat((double) encode(loaded(String.format(Locale.ROOT, method, half), one), 0)[0])
        .isCloseTo(expected(0), within(rounded));
    TorchScriptEncoder whole = loaded(String.format(Locale.ROOT, method, int16), one);
    assertThatThrownBy(() -> encode(whole, 0))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("no fractions but integers");
  }

  @Test
  void refusesResultsThatAreNotAsConfigured() {
    TorchScriptEncoder wider =
        loaded(TinyProgram.FORWARD, "{width: 4, stride: 8}", "{width: 5, stride: 8}");
    assertThatThrownBy(() -> encode(wider, 0))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("output 1 has shape [1, 4, 1, 1]")
        .hasMessageContaining("encoder.levels.1={width: 5, stride: 8}");
    TorchScriptEncoder fewer = loaded(TinyProgram.FORWARD, ", {width: 4, stride: 8}]", "]");
    assertThatThrownBy(() -> encode(fewer, 0))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("it returns 2 tensors")
        .hasMessageContaining("each of the 1 encoder.levels");
    TorchScriptEncoder bands = loaded(TinyProgram.FORWARD, "[B2, B3, B4, B8]", "[B2, B3, B4]");
    try (NDManager step = manager.newSubManager()) {
      EncoderInput three = EncoderInput.of(Map.of("optical", step.ones(new Shape(1, 3, 1, 8, 8))));
      assertThatThrownBy(() -> bands.encode(three))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/ScriptFailed] the program failed: RuntimeError:")
          .hasMessageContaining("4 channels, but got 3");
    }
  }

  @Test
  void refusesWhatTheProgramDoesNotHave() {
    assertThatThrownBy(() -> encoder(TinyProgram.FORWARD, "method: forward", "method: foward"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("no method 'foward' in __torch__.tiny.Pyramid")
        .hasMessageContaining("did you mean forward?");
    assertThatThrownBy(() -> encoder(TinyProgram.FORWARD, "module: \"\"", "module: patch_embedd"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("did you mean patch_embed?");
    assertThatThrownBy(() -> encoder(TinyProgram.FORWARD, "output_keys: []", "output_keys: [a, b]"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("returns Tuple[Tensor, Tensor], which has no keys");
    String two = TinyProgram.FORWARD.replace("x: Tensor", "x: Tensor, y: Tensor");
    assertThatThrownBy(() -> encoder(two))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("method forward takes 2 tensors");
    String number = TinyProgram.FORWARD.replace("x: Tensor", "x: Tensor, n: int");
    assertThatThrownBy(() -> encoder(number))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("requires n: int, which is not a tensor");
  }

  @Test
  void optionalArgumentsAreLeftOut() {
    String method =
        TinyProgram.FORWARD.replace("x: Tensor", "x: Tensor, mask: Optional[Tensor]=None");
    assertThat(encode(loaded(method), 0)).containsExactly(encode(loaded(TinyProgram.FORWARD), 0));
  }

  @Test
  void refusesConfigurationsThatCannotBe() {
    assertThatThrownBy(() -> encoder(TinyProgram.FORWARD, "\"" + file + "\"", "null"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("encoder_weights=null: the model is the TorchScript file itself");
    assertThatThrownBy(() -> encoder(TinyProgram.FORWARD, "num_frames: 1", "num_frames: 3"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("input_layout=bchw has no axis for num_frames=3 dates");
    assertThatThrownBy(() -> encoder(TinyProgram.FORWARD, "prefix_tokens: 0", "prefix_tokens: 1"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("prefix_tokens=1 must be 0 unless output_layout=bnc");
    assertThatThrownBy(
            () -> encoder(TinyProgram.FORWARD, "{width: 4, stride: 8}", "{width: 4, stride: 9}"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the stride at most input_size=8");
  }

  @Test
  void isDeclaredWithoutTheNativeLibraryForLists() {
    ops = TorchOps.declaring();
    assertThat(encoder(TinyProgram.FORWARD).tensors()).hasSize(6);
  }

  @Test
  void fiftyForwardsLeaveNothingBehind() {
    TorchScriptEncoder encoder = loaded(TinyProgram.FORWARD);
    encode(encoder, 0);
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 50; i++) {
      encode(encoder, 1);
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }
}
