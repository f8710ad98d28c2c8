package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The length that begins a safetensors file can look like the beginning of another format. */
class SafetensorsDetectionTest {
  @TempDir Path folder;

  private Path withHeaderOf(int bytes) throws IOException {
    Path file = folder.resolve(bytes + ".safetensors");
    for (int remark = 1; remark < bytes; remark++) {
      SafetensorsWriter.write(
          file,
          List.of(SafetensorsWriter.Entry.floats("w", new long[] {1}, new float[] {3})),
          Map.of("remark", "x".repeat(remark)));
      byte[] start = Files.readAllBytes(file);
      if ((start[0] & 0xff) + 256 * (start[1] & 0xff) == bytes) {
        return file;
      }
      remark += Math.max(0, bytes - 16 - (start[0] & 0xff) - 256 * (start[1] & 0xff));
    }
    throw new AssertionError("no header of " + bytes + " bytes");
  }

  @Test
  void readsALengthThatLooksLikeAPickle() throws IOException {
    Path file = withHeaderOf(0x280);
    assertThat(Files.readAllBytes(file)).startsWith(0x80, 2);
    try (TensorFile tensors = TensorFile.open(file)) {
      assertThat(tensors.floats("w")).containsExactly(3);
    }
  }

  @Test
  void readsALengthThatLooksLikeAZip() throws IOException {
    Path file = withHeaderOf('P' + 256 * 'K');
    assertThat(Files.readAllBytes(file)).startsWith('P', 'K');
    try (TensorFile tensors = TensorFile.open(file)) {
      assertThat(tensors.floats("w")).containsExactly(3);
    }
  }
}
