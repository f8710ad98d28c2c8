package org.eobench.core.run.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockFileTest {
  private static final BlockStats STATS = new BlockStats(5, 6, 7, new long[] {8, 9});
  private static final int LENGTH = 3000;

  @TempDir private Path folder;

  /** Noise, nothing, and zeros. */
  private static final class Three implements BlockFile.Tiles {
    @Override
    public int count() {
      return 3;
    }

    @Override
    public byte @Nullable [] bytes(int tile) {
      return tile == 1 ? null : tile == 0 ? noise() : new byte[LENGTH];
    }
  }

  private static byte[] noise() {
    byte[] noise = new byte[LENGTH];
    new SplittableRandom(1).nextBytes(noise);
    return noise;
  }

  private Path written() {
    Path file = folder.resolve("block");
    BlockFile.write(file, new Three(), () -> STATS);
    return file;
  }

  @Test
  void givesBackTilesAndCounts() {
    BlockFile.Index index = Objects.requireNonNull(BlockFile.index(written(), 3));
    assertThat(BlockFile.isSound(index)).isTrue();
    assertThat(index.stats().numbers()).containsExactly(STATS.numbers());
    byte[] bytes = new byte[LENGTH];
    assertThat(BlockFile.read(index, 0, bytes)).isTrue();
    assertThat(bytes).isEqualTo(noise());
    assertThat(BlockFile.read(index, 1, bytes)).isFalse();
    assertThat(BlockFile.read(index, 2, bytes)).isTrue();
    assertThat(bytes).containsOnly(0);
    assertThat(BlockFile.index(index.file(), 4)).isNull();
  }

  @Test
  void everyFlippedBitAndEveryShorterFileIsNoticed() throws IOException {
    Path file = written();
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      BlockFile.Index index = BlockFile.index(file, 3);
      assertThat(index != null && BlockFile.isSound(index)).as("byte %d", at).isFalse();
    }
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(BlockFile.index(file, 3)).as("%d bytes", length).isNull();
    }
  }

  @Test
  void aTileThatWasDamagedLaterIsNotRead() throws IOException {
    Path file = written();
    BlockFile.Index index = Objects.requireNonNull(BlockFile.index(file, 3));
    byte[] damaged = Files.readAllBytes(file);
    damaged[100] ^= 1;
    Files.write(file, damaged);
    assertThatThrownBy(() -> BlockFile.read(index, 0, new byte[LENGTH]))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("block");
  }
}
