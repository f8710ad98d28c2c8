package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  private Path file(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    return Files.write(folder.resolve("a.safetensors"), bytes.array());
  }

  @Test
  void readsBackWhatWasWritten() {
    Path path = folder.resolve("w.safetensors");
    float[] values = {1.5f, Float.NaN, -0f, Float.MIN_VALUE, 3e38f, -7};
    SafetensorsWriter.write(
        path,
        List.of(
            SafetensorsWriter.Entry.floats("a.weight", new long[] {2, 3}, values),
            SafetensorsWriter.Entry.longs("steps", new long[] {}, new long[] {1L << 60}),
            SafetensorsWriter.Entry.whole(
                new TensorInfo("mask", TensorType.BOOL, new long[] {3}), new long[] {1, 0, 1}),
            SafetensorsWriter.Entry.floats("empty", new long[] {0, 4}, new float[0])),
        Map.of("run", "r1"));
    try (TensorFile file = TensorFile.open(path)) {
      assertThat(file.tensors())
          .extracting(TensorInfo::name)
          .containsExactly("a.weight", "steps", "mask", "empty");
      assertThat(file.floats("a.weight")).isEqualTo(values);
      assertThat(file.longs("steps")).containsExactly(1L << 60);
      assertThat(file.longs("mask")).containsExactly(1, 0, 1);
      assertThat(file.floats("empty")).isEmpty();
      assertThat(file.metadata()).isEqualTo(Map.of("run", "r1"));
      assertThatThrownBy(() -> file.longs("a.weight"))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("whole numbers");
    }
  }

  @Test
  void readsHalfPrecision() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    data.putShort((short) 0x3c00).putShort((short) 0x7c00); // 1 and infinity as binary16
    data.putShort((short) 0x3f80).putShort((short) 0xc040); // 1 and -3 as bfloat16
    Path path =
        file(
            "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[4,8]}}",
            data.array());
    try (TensorFile file = TensorFile.open(path)) {
      assertThat(file.floats("h")).containsExactly(1, Float.POSITIVE_INFINITY);
      assertThat(file.floats("b")).containsExactly(1, -3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F99\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":3,\"data_offsets\":[0,12]}}",
        "{\"a\":7}",
        "{\"a\":"
      })
  void refusesHeadersThatDoNotFit(String header) throws IOException {
    Path path = file(header, new byte[12]);
    assertThatThrownBy(() -> TensorFile.open(path))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a.safetensors");
  }

  @Test
  void refusesAHeaderLengthBeyondTheFile() throws IOException {
    for (long length : new long[] {-1, Long.MAX_VALUE, 1L << 40, 0}) {
      ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(length).put((byte) '{');
      Path path = Files.write(folder.resolve("b.safetensors"), bytes.array());
      assertThatThrownBy(() -> TensorFile.open(path))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("the header claims");
    }
  }

  @Test
  void answersChangedFilesWithASentence() throws IOException {
    Path path = folder.resolve("w.safetensors");
    SafetensorsWriter.write(
        path,
        List.of(
            SafetensorsWriter.Entry.floats("a", new long[] {2, 2}, new float[4]),
            SafetensorsWriter.Entry.longs("b", new long[] {2}, new long[2])),
        Map.of("k", "v"));
    byte[] original = Files.readAllBytes(path);
    Random random = new Random(9);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] mutant =
          i % 9 == 0
              ? java.util.Arrays.copyOf(original, random.nextInt(original.length))
              : original.clone();
      if (mutant.length > 0) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      Files.write(path, mutant);
      try (TensorFile file = TensorFile.open(path)) {
        file.tensors().forEach(info -> file.floats(info.name()));
      } catch (BenchException sentence) {
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 1999);
  }

  @Test
  void saysWhatAFileIsThatHoldsNoWeights() throws IOException {
    Path pointer =
        Files.writeString(folder.resolve("p.pth"), "version https://git-lfs.github.com/spec/v1\n");
    assertThatThrownBy(() -> TensorFile.open(pointer))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("git lfs pull");
    Path page = Files.writeString(folder.resolve("q.pth"), "<html>404</html>");
    assertThatThrownBy(() -> TensorFile.open(page))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("this is a web page (HTML)");
    Path empty = Files.writeString(folder.resolve("e.pth"), "");
    assertThatThrownBy(() -> TensorFile.open(empty))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("this is an empty file");
  }
}
