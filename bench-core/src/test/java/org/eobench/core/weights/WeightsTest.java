package org.eobench.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.SafetensorsChecksum;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.Tensors;
import org.eobench.core.torchscript.ProgramSample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  @TempDir private Path folder;
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void tensorDependsOnItsNameAndSeedAlone() {
    Map<String, Parameter> alone = new Linear(ops, 3, 4, true).tensors();
    Weights.initialize(alone, manager, 1);
    Map<String, Parameter> twice = new LinkedHashMap<>();
    new Linear(ops, 3, 4, true).tensors().forEach((name, t) -> twice.put("other." + name, t));
    twice.putAll(new Linear(ops, 3, 4, true).tensors());
    Weights.initialize(twice, manager, 1);
    Map<String, Parameter> reseeded = new Linear(ops, 3, 4, true).tensors();
    Weights.initialize(reseeded, manager, 2);
    assertThat(values(twice, "weight"))
        .isEqualTo(values(alone, "weight"))
        .isNotEqualTo(values(twice, "other.weight"))
        .isNotEqualTo(values(reseeded, "weight"));
  }

  @Test
  void savedTensorsLoadToTheSameBits() {
    Map<String, Parameter> saved = new BatchNorm2d(ops, 3).tensors();
    Tensors.randomize(saved, manager, 1);
    Path path = folder.resolve("model.safetensors");
    Weights.save(saved, path, Map.of("run", "seven"));
    Map<String, Parameter> loaded = new BatchNorm2d(ops, 3).tensors();
    LoadReport report;
    try (TensorFile file = TensorFile.open(path)) {
      report = Weights.load(loaded, file, CheckpointLayout.exact(), manager);
      assertThat(file.metadata()).containsEntry("run", "seven");
    }
    assertThat(values(loaded, "weight")).isEqualTo(values(saved, "weight"));
    assertThat(tensor(loaded, "num_batches_tracked").array().getLong()).isZero();
    assertThat(report.loaded()).containsExactlyElementsOf(saved.keySet());
    assertThat(report.missing()).isEmpty();
  }

  @Test
  void whatWasFittedLoadsAtTheLengthItHas() {
    Map<String, Parameter> saved = new Bank().tensors();
    Weights.initialize(saved, manager, 1);
    assertThat(tensor(saved, "rows").isSet()).isFalse();
    assertThat(tensor(saved, "rows").shape()).isEqualTo(new Shape(-1, 2));
    tensor(saved, "rows").set(manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(3, 2)));
    Path path = folder.resolve("bank.safetensors");
    Weights.save(saved, path, Map.of());
    Map<String, Parameter> loaded = new Bank().tensors();
    try (TensorFile file = TensorFile.open(path)) {
      Weights.load(loaded, file, CheckpointLayout.exact(), manager);
    }
    assertThat(tensor(loaded, "rows").shape()).isEqualTo(new Shape(3, 2));
    assertThat(values(loaded, "rows")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void anAxisThatIsNotOpenMustFit() {
    Path path = write(SafetensorsWriter.Entry.floats("rows", new long[] {2, 3}, new float[6]));
    try (TensorFile file = TensorFile.open(path)) {
      assertThatThrownBy(
              () -> Weights.load(new Bank().tensors(), file, CheckpointLayout.exact(), manager))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("rows: the file has [2, 3], the model needs [-1, 2]");
    }
  }

  /** Rows of two features, as many as the data have. */
  private static final class Bank extends Module {
    Bank() {
      fitted("rows", new Shape(-1, 2));
    }
  }

  @Test
  void saysEverythingThatDoesNotFitAtOnceAndLoadsNothing() {
    Path path =
        write(
            SafetensorsWriter.Entry.floats("bias", new long[] {5}, new float[5]),
            SafetensorsWriter.Entry.floats("extra", new long[] {2}, new float[2]));
    Map<String, Parameter> tensors = new Linear(ops, 3, 4, true).tensors();
    assertThatThrownBy(() -> load(tensors, path, CheckpointLayout.exact()))
        .isInstanceOfSatisfying(
            BenchException.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.WEIGHTS);
              assertThat(failure.problems()).hasSize(1);
            })
        .hasMessageContaining("lacks tensors (1):\n    weight [4, 3]")
        .hasMessageContaining("unexpected tensors (1):\n    extra [2]")
        .hasMessageContaining("bias: the file has [5], the model needs [4]")
        .hasMessageContaining("w.safetensors");
    assertThat(tensors.values()).noneMatch(Parameter::isSet);
  }

  @Test
  void layoutStripsRenamesIgnoresAllowsAndReshapes() {
    Path path =
        write(
            SafetensorsWriter.Entry.floats("model.w", new long[] {2}, new float[] {1, 2}),
            SafetensorsWriter.Entry.floats("model.head", new long[] {1}, new float[1]),
            SafetensorsWriter.Entry.floats("optimizer.w", new long[] {1}, new float[1]));
    CheckpointLayout layout =
        CheckpointLayout.exact()
            .renaming(key -> key.equals("w") ? "weight" : key)
            .ignoring(key -> key.equals("head"))
            .allowingMissing(name -> name.equals("bias"))
            .reshaping((name, values, from, to) -> new float[] {values[0], values[1], 3});
    Map<String, Parameter> tensors = new LayerNorm(ops, 3, 1e-5).tensors();
    LoadReport report = load(tensors, path, layout);
    assertThat(values(tensors, "weight")).containsExactly(1, 2, 3);
    assertThat(report)
        .isEqualTo(
            new LoadReport(
                List.of("weight"),
                List.of("bias"),
                List.of("model.head"),
                List.of("weight"),
                "model.",
                1));
    Weights.initialize(tensors, manager, 1);
    assertThat(values(tensors, "weight")).containsExactly(1, 2, 3);
    assertThat(values(tensors, "bias")).containsExactly(0, 0, 0);
  }

  @Test
  void twoKeysForOneTensorAreRefused() {
    Path path =
        write(
            SafetensorsWriter.Entry.floats("a", new long[] {3}, new float[3]),
            SafetensorsWriter.Entry.floats("b", new long[] {3}, new float[3]));
    CheckpointLayout layout =
        CheckpointLayout.exact().renaming(key -> "weight").allowingMissing("bias"::equals);
    assertThatThrownBy(() -> load(new LayerNorm(ops, 3, 1e-5).tensors(), path, layout))
        .hasMessageContaining("weight: both a and b");
  }

  @Test
  void halfPrecisionBecomesFloat32() throws IOException {
    Path path = folder.resolve("half.safetensors");
    String header =
        """
        {"weight":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},\
        "bias":{"dtype":"F16","shape":[2],"data_offsets":[4,8]}}\
        """;
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    bytes.putShort((short) 0x3FC0).putShort((short) 0xC000); // 1.5, -2 in bfloat16
    bytes.putShort((short) 0x3E00).putShort((short) 0xC000); // 1.5, -2 in float16
    Files.write(path, bytes.array());
    Map<String, Parameter> tensors = new LayerNorm(ops, 2, 1e-5).tensors();
    load(tensors, path, CheckpointLayout.exact());
    assertThat(values(tensors, "weight")).containsExactly(1.5f, -2);
    assertThat(values(tensors, "bias")).containsExactly(1.5f, -2);
  }

  @Test
  void sendsAProgramToTheEncoderThatRunsPrograms() {
    Path path = ProgramSample.write(folder.resolve("net.pt"));
    Map<String, Parameter> tensors = new Linear(ops, 3, 2, false).tensors();
    assertThatThrownBy(() -> load(tensors, path, CheckpointLayout.exact()))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith("[Bench/TorchScriptProgram] this is a TorchScript program")
        .hasMessageContaining("encoder=torchscript")
        .hasMessageContaining("block.bias");
    CheckpointLayout own = CheckpointLayout.exact().ignoring(name -> !name.equals("weight"));
    load(tensors, path, own);
    assertThat(values(tensors, "weight")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  /** Large arrays are filled in place, piece by piece; the last piece is a short one. */
  @Test
  void largeTensorsArriveWhole() {
    float[] values = new float[2_500_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.25f;
    }
    Path path =
        write(
            SafetensorsWriter.Entry.floats("weight", new long[] {2_500_003, 1}, values),
            SafetensorsWriter.Entry.floats("bias", new long[] {1}, new float[] {7}));
    Map<String, Parameter> tensors = new Linear(ops, 2_500_003, 1, true).tensors();
    CheckpointLayout layout =
        CheckpointLayout.exact()
            .reshaping((name, from, shape, to) -> name.equals("weight") ? from : null);
    LoadReport report = load(tensors, path, layout);
    assertThat(report.reshaped()).containsExactly("weight");
    assertThat(values(tensors, "weight")).isEqualTo(values);
    Map<String, Parameter> exact = new LayerNorm(ops, 2_500_003, 1e-5).tensors();
    Path same =
        write(
            SafetensorsWriter.Entry.floats("weight", new long[] {2_500_003}, values),
            SafetensorsWriter.Entry.floats("bias", new long[] {2_500_003}, values));
    load(exact, same, CheckpointLayout.exact());
    assertThat(values(exact, "weight")).isEqualTo(values);
    assertThat(tensor(exact, "weight").array().hasGradient()).isTrue();
  }

  /** 16 MB are written with less than a tenth of it on the heap, in pieces of at most 4 MB. */
  @Test
  void largeTensorsAreWrittenFromTheMemoryOfTheirOwner() throws IOException {
    NDArray rising = manager.arange(0f, 4_000_001f, 1f).reshape(4_000_001, 1);
    SafetensorsWriter.Entry entry = Weights.entry("rising", rising);
    List<Integer> pieces = new ArrayList<>();
    entry
        .values()
        .writeTo(
            piece -> {
              assertThat(piece.isDirect()).isTrue();
              pieces.add(piece.remaining());
            });
    assertThat(pieces).containsExactly(1 << 22, 1 << 22, 1 << 22, 4 * (4_000_001 - (3 << 20)));

    Path path = folder.resolve("rising.safetensors");
    SafetensorsWriter.writeWithChecksum(path, List.of(entry), Map.of());
    long before = allocated();
    SafetensorsWriter.writeWithChecksum(path, List.of(entry), Map.of());
    assertThat(allocated() - before).isLessThan(1_600_000);
    try (TensorFile file = TensorFile.open(path)) {
      float[] values = file.floats("rising");
      assertThat(values).hasSize(4_000_001);
      for (int i = 0; i < values.length; i += 997) {
        assertThat(values[i]).isEqualTo(i);
      }
      String stored = file.metadata().getOrDefault(SafetensorsChecksum.KEY, "");
      assertThat(SafetensorsChecksum.of(path, stored)).isEqualTo(stored);
    }
  }

  /** Bytes that this thread has ever taken from the heap. */
  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void arraysOfAnyLayoutAreWrittenInTheOrderOfTheirElements() {
    NDArray turned = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)).transpose();
    NDArray counts = manager.create(new long[] {1L << 60, -3});
    NDArray scalar = manager.create(7f);
    Path path =
        write(
            Weights.entry("turned", turned),
            Weights.entry("counts", counts),
            Weights.entry("scalar", scalar),
            Weights.entry("empty", manager.create(new Shape(0, 4))));
    try (TensorFile file = TensorFile.open(path)) {
      assertThat(file.floats("turned")).containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(file.longs("counts")).containsExactly(1L << 60, -3);
      assertThat(file.floats("scalar")).containsExactly(7);
      assertThat(file.floats("empty")).isEmpty();
    }
  }

  @Test
  void theHashDependsOnNamesAndValuesAlone() {
    Map<String, Parameter> tensors = new LinkedHashMap<>(new Linear(ops, 3, 4, true).tensors());
    Weights.initialize(tensors, manager, 1);
    String hash = TensorHash.of(tensors);
    Map<String, Parameter> turned = new LinkedHashMap<>();
    for (String name : List.of("bias", "weight")) {
      turned.put(name, tensor(tensors, name));
    }
    assertThat(TensorHash.of(turned)).isEqualTo(hash).matches("[0-9a-f]{64}");
    Map<String, Parameter> named = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> named.put("a." + name, tensor));
    assertThat(TensorHash.of(named)).isNotEqualTo(hash);
    tensor(tensors, "bias").array().muli(-1);
    assertThat(TensorHash.of(tensors)).isNotEqualTo(hash);
  }

  @Test
  void theReportNamesWhatIsNoMatterOfCourse() {
    LoadReport report =
        new LoadReport(
            List.of("a", "b"),
            List.of("c"),
            List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"),
            List.of(),
            "model.",
            3);
    assertThat(report.lines())
        .containsExactly(
            "weights: 2 tensors loaded, 1 missing, 9 unexpected, 0 reshaped",
            "  'model.' was removed from the names; 3 tensors elsewhere in the file were ignored",
            "  missing in the file, so they keep their initial values: c",
            "  in the file but not used by the model: 1, 2, 3, 4, 5, 6, 7, 8 and 1 more");
  }

  @Test
  void initialValuesFollowTorchsBounds() {
    Conv2d conv = new Conv2d(ops, 6, 40, 3, true, ConvOptions.DEFAULT.groups(2));
    Weights.initialize(conv.tensors(), manager, 1);
    float bound = (float) (1 / Math.sqrt(3 * 9));
    NDArray weight = Objects.requireNonNull(conv.tensors().get("weight")).array();
    assertThat(weight.getShape()).isEqualTo(new Shape(40, 3, 3, 3));
    assertThat(weight.abs().max().getFloat()).isBetween(0.95f * bound, bound);
    float[] normal = new float[20000];
    Inits.truncNormal(0.02).fill(normal, new long[] {20000}, new java.util.SplittableRandom(1));
    double squares = 0;
    for (float value : normal) {
      squares += value * value;
    }
    assertThat(Math.sqrt(squares / normal.length)).isBetween(0.0195, 0.0205);
  }

  private Path write(SafetensorsWriter.Entry... entries) {
    Path path = folder.resolve("w.safetensors");
    SafetensorsWriter.write(path, List.of(entries), Map.of());
    return path;
  }

  private LoadReport load(Map<String, Parameter> tensors, Path path, CheckpointLayout layout) {
    try (TensorFile file = TensorFile.open(path)) {
      return Weights.load(tensors, file, layout, manager);
    }
  }

  private static Parameter tensor(Map<String, Parameter> tensors, String name) {
    return java.util.Objects.requireNonNull(tensors.get(name));
  }

  private static float[] values(Map<String, Parameter> tensors, String name) {
    return tensor(tensors, name).array().toFloatArray();
  }
}
