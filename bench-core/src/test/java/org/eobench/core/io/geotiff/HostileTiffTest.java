package org.eobench.core.io.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed and cut files: each is read or refused with a sentence, nothing else. */
class HostileTiffTest {
  private static final int MUTATIONS_PER_FILE = 400;

  @TempDir Path folder;

  @Test
  void answersChangedFilesOfItsOwnWithASentence() throws IOException {
    List<byte[]> originals = new ArrayList<>();
    float[] values = new float[3 * 20 * 33];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 250;
    }
    for (SampleType type : List.of(SampleType.FLOAT32, SampleType.UINT8, SampleType.INT16)) {
      Path file = folder.resolve(type.key() + ".tif");
      GeoTiffWriter.write(
          file,
          GeoTiffSpec.plain(33, 20, 3, type)
              .withNodata(1)
              .withGeoreference(Crs.projected(32610), GeoTransform.northUp(1, 2, 3, 4)),
          values);
      originals.add(Files.readAllBytes(file));
    }
    byte[] row = new byte[64];
    for (boolean big : new boolean[] {false, true}) {
      for (int compression : new int[] {1, 5, 8, 32773, 50000}) {
        originals.add(
            new TiffSample(ByteOrder.BIG_ENDIAN, big)
                .size(8, 8, 8, 1, 1)
                .tag(TiffTag.COMPRESSION, 3, compression)
                .strip(compression == 8 ? TiffSample.deflate(row) : row)
                .bytes());
      }
    }
    mutate(originals, 11);
  }

  @Test
  void answersChangedFilesOfGdalWithASentence() throws IOException {
    List<byte[]> originals = new ArrayList<>();
    try (Stream<Path> files = Files.list(SharedFiles.require("geotiff_matrix"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tif")).sorted().toList()) {
        if (Files.size(file) < 60_000) {
          originals.add(Files.readAllBytes(file));
        }
      }
    }
    assertThat(originals).isNotEmpty();
    mutate(originals, 12);
  }

  @Test
  void refusesMoreBlocksThanCanBeCounted() {
    long side = Integer.MAX_VALUE;
    Path file =
        new TiffSample(ByteOrder.LITTLE_ENDIAN, true)
            .tag(TiffTag.IMAGE_WIDTH, 4, side)
            .tag(TiffTag.IMAGE_LENGTH, 4, side)
            .tag(TiffTag.BITS_PER_SAMPLE, 3, 8)
            .tag(TiffTag.SAMPLES_PER_PIXEL, 3, 4)
            .tag(TiffTag.PLANAR_CONFIGURATION, 3, 2)
            .tag(TiffTag.TILE_WIDTH, 3, 1)
            .tag(TiffTag.TILE_LENGTH, 3, 1)
            .tag(TiffTag.TILE_OFFSETS, 4, 16)
            .tag(TiffTag.TILE_BYTE_COUNTS, 4, 1)
            .write(folder.resolve("many.tif"));
    assertThatThrownBy(() -> GeoTiffReader.open(file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("lists 1 blocks");
  }

  private void mutate(List<byte[]> originals, long seed) {
    Random random = new Random(seed);
    int[] outcomes = new int[2];
    Path file = folder.resolve("mutant.tif");
    for (byte[] original : originals) {
      for (int i = 0; i < MUTATIONS_PER_FILE; i++) {
        byte[] mutant = mutant(original, random);
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> {
              Files.write(file, mutant);
              outcomes[outcome(file)]++;
            });
      }
    }
    assertThat(outcomes[0]).as("still readable").isPositive();
    assertThat(outcomes[1]).as("refused").isPositive();
  }

  /** 0 when it was read, 1 when it was refused; anything else leaves this method. */
  private static int outcome(Path file) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      int height = Math.min(info.height(), 128);
      int width = Math.min(info.width(), 128);
      int[] bands = info.bands() > 1 ? new int[] {info.bands() - 1, 0} : new int[] {0};
      reader.read(bands, new Window(0, 0, height, width));
      reader.readDoubles(
          bands, new Window(info.height() - height, info.width() - width, height, width));
      return 0;
    } catch (BenchException refused) {
      assertThat(refused).hasMessageContaining("mutant.tif");
      return 1;
    }
  }

  private static byte[] mutant(byte[] original, Random random) {
    if (random.nextInt(8) == 0) {
      return java.util.Arrays.copyOf(original, random.nextInt(original.length));
    }
    byte[] mutant = original.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      // Half of the changes hit the ends, where headers and directories are.
      int span = random.nextBoolean() ? mutant.length : Math.min(mutant.length, 400);
      int at = random.nextInt(span);
      at = random.nextBoolean() ? at : mutant.length - 1 - at;
      mutant[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) 0xff;
            case 1 -> 0;
            case 2 -> (byte) (mutant[at] ^ 1 << random.nextInt(8));
            default -> (byte) random.nextInt(256);
          };
    }
    return mutant;
  }
}
