package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file holds what was written, whatever its size and that of the pieces. */
class DirectFileTest {
  private static final int BUFFER = 4 << 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "4096, 4096",
    BUFFER - 1 + ", 65537",
    BUFFER + ", 1048576",
    BUFFER + 1 + ", 4194304",
    3 * BUFFER + ", 5000001",
    2 * BUFFER + 4097 + ", 12582912"
  })
  void holdsItsBytes(int size, int piece) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Path path = folder.resolve("file");
    try (DirectFile file = DirectFile.create(path)) {
      for (int at = 0; at < size; at += piece) {
        ByteBuffer some = ByteBuffer.wrap(bytes, at, Math.min(piece, size - at));
        assertThat(file.write(some)).isEqualTo(Math.min(piece, size - at));
        assertThat(some.hasRemaining()).isFalse();
      }
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
  }

  @Test
  void replacesNothing() throws IOException {
    Path path = Files.writeString(folder.resolve("file"), "precious");
    assertThatThrownBy(() -> DirectFile.create(path))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasContent("precious");
  }
}
