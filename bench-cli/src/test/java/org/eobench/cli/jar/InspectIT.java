package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inspect weights} as a user calls it. */
class InspectIT {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work"));
  }

  private BenchProcess.Result inspect(String... words) {
    return BenchProcess.in(folder)
        .run(Stream.concat(Stream.of("inspect", "weights"), Stream.of(words)).toList());
  }

  @Test
  void printsTensorsTotalsAndFigures() {
    Path path = folder.resolve("w.safetensors");
    SafetensorsWriter.write(
        path,
        List.of(
            SafetensorsWriter.Entry.floats(
                "block.weight", new long[] {2, 2}, new float[] {1, -2, 4, Float.NaN}),
            SafetensorsWriter.Entry.whole(
                new TensorInfo("mask", TensorType.BOOL, new long[] {3}), new long[] {1, 0, 1})),
        Map.of("run", "seven\u001b[2J"));
    BenchProcess.Result plain = inspect(path.toString()).succeeds();
    assertThat(plain.out())
        .contains("block.weight  f32  [2,2]\n", "mask          bool [3]\n", "# run: seven")
        .contains("2 tensors, 7 values, 19 bytes; safetensors\n")
        .doesNotContain("\u001b", "sum");
    assertThat(inspect(path.toString(), "--stats").succeeds().out())
        .contains("sum 3.00000000  min -2.00000000  mean 1.00000000  max 4.00000000  nan 1\n")
        .contains("sum 2.00000000  min 0.00000000  mean 0.666666667  max 1.00000000\n");
  }

  @Test
  void readsRealWeightsToTheLastValue() {
    Path path = SharedFiles.require("data/weights/presto/default_model.pt");
    assertThat(inspect(path.toString(), "--stats").succeeds().out())
        .contains("encoder.pos_embed", "102 tensors, 823,002 values", "PyTorch checkpoint (zip)");
  }

  @Test
  void refusesHostileFilesInAProcessWithLittleMemory() throws IOException {
    Path claim = folder.resolve("claim.safetensors");
    ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(1L << 31).put((byte) '{');
    Files.write(claim, bytes.array());
    inspect(claim.toString())
        .failsWith(ExitCode.WEIGHTS, "the header claims 2147483648 bytes", claim.toString());

    Path call = checkpoint("call.pth", "cbuiltins\neval\n(X\u0002\0\0\0" + "1+tR.");
    inspect(call.toString())
        .failsWith(ExitCode.WEIGHTS, "[Bench/RefusedPickle]", "builtins.eval", call.toString());

    Path nested = checkpoint("nested.pth", "]".repeat(500_000) + "a".repeat(499_999) + ".");
    BenchProcess.in(folder)
        .java("-Xmx64m")
        .run("inspect", "weights", nested.toString())
        .failsWith(ExitCode.WEIGHTS, nested.toString());
    inspect(folder.resolve("none.pth").toString())
        .failsWith(ExitCode.WEIGHTS, "the file does not exist");
  }

  private Path checkpoint(String name, String pickle) throws IOException {
    Path path = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(("\u0080\u0002" + pickle).getBytes(StandardCharsets.ISO_8859_1));
    }
    return path;
  }
}
