package org.eobench.datasets.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.eobench.testing.layouts.mesh.ZarrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks that c-blosc 1.21.3 wrote: 3004 numbers, 100 (i / 64) - 1000 + i % 3, of 16 bits. */
class BloscTest {
  private static final int COUNT = 3004;

  private static Map<String, byte[]> chunks() throws IOException {
    Map<String, byte[]> chunks = new LinkedHashMap<>();
    try (InputStream in = BloscTest.class.getResourceAsStream("blosc.txt")) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      text.lines()
          .map(line -> line.split(" ", 2))
          .forEach(words -> chunks.put(words[0], Base64.getDecoder().decode(words[1])));
    }
    return chunks;
  }

  private static byte[] plain(int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> 100 * (i / 64) - 1000 + i % 3);
    return ZarrWriter.bytes("i2", values);
  }

  private static byte[] chunk(String name) throws IOException {
    return Objects.requireNonNull(chunks().get(name), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lz4-bytes",
        "lz4-bits",
        "zstd-bits-3-blocks",
        "zstd-bytes",
        "zlib-bytes",
        "snappy-plain"
      })
  void decodesWhatTheLibraryWrote(String name) throws Exception {
    assertThat(Blosc.decode(chunk(name), 2 * COUNT)).isEqualTo(plain(COUNT));
  }

  @Test
  void copiesStoredBytes() throws Exception {
    assertThat(Blosc.decode(chunk("stored"), 40)).isEqualTo(plain(20));
  }

  @Test
  void namesACodecThatIsNotRead() {
    assertThatThrownBy(() -> Blosc.decode(chunk("blosclz-bytes"), 2 * COUNT))
        .isInstanceOf(BadChunk.class)
        .hasMessageContaining("compressed with BloscLZ; LZ4, Snappy, zlib and Zstandard are read");
  }

  @Test
  void refusesAnotherSize() {
    assertThatThrownBy(() -> Blosc.decode(chunk("lz4-bytes"), 2 * COUNT + 2))
        .isInstanceOf(BadChunk.class)
        .hasMessageContaining("its header claims 6008 bytes");
    assertThatThrownBy(() -> Blosc.decode(Arrays.copyOf(chunk("lz4-bytes"), 300), 2 * COUNT))
        .isInstanceOf(BadChunk.class);
    assertThatThrownBy(() -> Blosc.decode(new byte[15], 30)).isInstanceOf(BadChunk.class);
  }

  /** Damaged bytes are refused or decoded to something: no other exception, no endless loop. */
  @Test
  void survivesDamage() throws IOException {
    Random random = new Random(7);
    int refused = 0;
    for (byte[] sound : chunks().values()) {
      for (int i = 0; i < 300; i++) {
        byte[] damaged = sound.clone();
        for (int k = 0; k < 1 + i % 4; k++) {
          int at = i % 2 == 0 ? random.nextInt(24) : random.nextInt(damaged.length);
          damaged[Math.min(at, damaged.length - 1)] = (byte) random.nextInt(256);
        }
        try {
          Blosc.decode(damaged, 2 * COUNT);
        } catch (BadChunk expected) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(500);
  }
}
