package org.eobench.core.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedModuleTest {
  private static final ScriptedModule.Part WHOLE =
      new ScriptedModule.Part("", "forward", List.of());

  private NDManager manager;
  private Path file;

  @BeforeEach
  void open(@TempDir Path folder) {
    manager = NDManager.newBaseManager(Device.cpu());
    file = folder.resolve("sample.pt");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private ScriptedModule load() {
    return ScriptedModule.load(file, WHOLE, new TorchOps(manager, Precision.FP32));
  }

  private ScriptedModule load(String methods) {
    ScriptSample.write(file, methods);
    return load();
  }

  private static String body(String statement) {
    return "  def forward(self: __torch__.sample.Scale, x: Tensor) -> Tensor:\n    y = torch.mul(x,"
        + " self.scale)\n    "
        + statement
        + "\n    return y\n";
  }

  private float[] call(ScriptedModule module, float... values) {
    try (NDManager step = manager.newSubManager()) {
      List<NDArray> weights = List.of(step.create(new float[] {10}));
      return module.call(List.of(step.create(values)), weights, false).get(0).toFloatArray();
    }
  }

  @Test
  void computesWithTheTensorsOfTheCallAndNotWithThoseOfTheFile() {
    ScriptedModule module = load(ScriptSample.FORWARD);
    assertThat(module.tensors()).hasSize(1);
    assertThat(module.tensors().get(0).info().name()).isEqualTo("scale");
    assertThat(call(module, 1, 2)).containsExactly(10, 20);
  }

  @Test
  void readsTheWeightsOfAScriptLikeThoseOfACheckpoint() {
    ScriptSample.write(file, ScriptSample.FORWARD);
    try (TensorFile weights = TensorFile.open(file)) {
      assertThat(weights.tensors()).hasSize(1);
      assertThat(weights.floats("scale")).containsExactly(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torch.save(y, \"stolen.pt\")",
        "ops.aten.save(y, \"stolen.pt\")",
        "y.save(\"stolen.pt\")",
        "z = getattr(torch, \"save\")",
        "z = torch.from_file(\"/etc/passwd\", False, 8)",
        "z = y.from_file(\"/etc/passwd\", False, 8)",
        "z = getattr(y, \"from_file\")(\"/etc/passwd\")",
        "print(y)",
        "ops.prim.Print(y)",
        "z = ops.quantized.linear(y, y)",
        "z = ops",
        "z = torch",
        "z = __torch__.torch.classes.dist_rpc.WorkerInfo(\"a\", 1)",
        "z = torch.manual_seed(3)",
        "z = torch._sparse_coo_tensor_unsafe(y, y, [1])",
        "z = torch._reshape_alias(y, [1000000], [1])",
        "z = y._reshape_alias([1000000], [1])",
        "z = ops.prim.rpc_async(\"a\", \"b\")",
      })
  void refusesWhatReachesBeyondTensors(String statement) {
    assertThatThrownBy(() -> load(body(statement)))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WEIGHTS))
        .hasMessageContaining("[Bench/RefusedScript] the program contains")
        .hasMessageContaining("code/__torch__/sample.py, line 8");
  }

  @Test
  void letsThroughWhatOrdinaryModelsContain() {
    String statement =
        "z = ops.prim.NumToTensor(torch.size(y, 0)) # torch.save(\n"
            + "    _0 = torch._shape_as_tensor(y)\n"
            + "    if torch.lt(1., 0.):\n"
            + "      ops.prim.RaiseException(\"torch.save(y) print(\", \"builtins.ValueError\")\n"
            + "    else:\n"
            + "      pass";
    assertThat(call(load(body(statement)), 1)).containsExactly(10);
  }

  @Test
  void refusesTextThatNestsOrRunsOnWithoutEnd() {
    String deep = "y = " + "(".repeat(100_000) + "y" + ")".repeat(100_000);
    assertThatThrownBy(() -> load(body(deep))).hasMessageContaining("brackets nested more than");
    String wide = "y = y" + " + y".repeat(100_000);
    assertThatThrownBy(() -> load(body(wide)))
        .hasMessageContaining("an excessively long expression");
    StringBuilder blocks = new StringBuilder("if True:\n");
    for (int i = 0; i < 1000; i++) {
      blocks.append("  ".repeat(i + 3)).append("if True:\n");
    }
    assertThatThrownBy(() -> load(body(blocks.toString()))).hasMessageContaining("blocks nested");
  }

  @Test
  void compilesTextOfTheDepthThatIsAllowed() {
    String deep = "y = " + "(".repeat(195) + "y" + ")".repeat(195);
    String wide = "y = y" + " + y".repeat(995);
    StringBuilder blocks = new StringBuilder();
    for (int i = 0; i < 95; i++) {
      blocks.append("\n    ").append("  ".repeat(i)).append("if bool(torch.gt(y, 0)):");
    }
    blocks.append("\n    ").append("  ".repeat(95)).append("y = torch.neg(y)");
    String all = deep + "\n    " + wide + blocks;
    assertThat(call(load(body(all)), 1)).containsExactly(-9960);
  }

  @Test
  void tellsWhatLibtorchHasAgainstAProgram() {
    assertThatThrownBy(() -> load(body("z = torch.nosuch(y)")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/ScriptFailed] libtorch cannot load the program:")
        .hasMessageContaining("aten::nosuch")
        .hasMessageContaining(file.toString());
    ScriptedModule raising =
        load(body("ops.prim.RaiseException(\"no such\", \"builtins.ValueError\")"));
    assertThatThrownBy(() -> call(raising, 1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the program failed: builtins.ValueError: no such");
  }

  @Test
  void refusesCheckpointsAndOtherFiles() throws IOException {
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(this::load)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("this is not a zip")
        .hasMessageContaining("a TorchScript file");
    ScriptSample.write(file, ScriptSample.FORWARD);
    ScriptSample.change(file, "version", old -> "99\n".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(this::load)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("version '99'");
  }

  @Test
  void everyCutAndEveryFlippedByteIsAnErrorOrHarmless() throws IOException {
    ScriptSample.write(file, ScriptSample.FORWARD);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(3);
    for (int i = 0; i < 150; i++) {
      byte[] damaged =
          i < 50 ? Arrays.copyOf(whole, whole.length * i / 50) : flipped(whole, random);
      Files.write(file, damaged);
      requireSoundOrRefused();
    }
  }

  @Test
  void damageUnderARightChecksumIsAnErrorOrHarmlessToo() throws IOException {
    Random random = new Random(5);
    List<String> entries = List.of("data.pkl", "constants.pkl", ".py");
    for (int i = 0; i < 150; i++) {
      ScriptSample.write(file, ScriptSample.FORWARD);
      ScriptSample.change(file, entries.get(i % 3), content -> flipped(content, random));
      requireSoundOrRefused();
    }
  }

  private static byte[] flipped(byte[] content, Random random) {
    byte[] damaged = content.clone();
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    return damaged;
  }

  private void requireSoundOrRefused() {
    try {
      ScriptedModule module = load();
      if (module.tensors().size() == 1) {
        assertThat(call(module, 1)).isNotNull();
      }
    } catch (BenchException refused) {
      assertThat(refused.exitCode()).isEqualTo(ExitCode.WEIGHTS);
      assertThat(Stream.of(refused.getMessage())).allMatch(text -> text.startsWith("[Bench/"));
    }
  }
}
