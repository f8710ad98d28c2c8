package org.eobench.core.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TileOffsetsTest {
  @Test
  void equalsTorchsRoundedLinspace() {
    assertThat(TileOffsets.along(512, 224, 224)).containsExactly(0, 144, 288);
    assertThat(TileOffsets.along(512, 120, 120)).containsExactly(0, 98, 196, 294, 392);
    assertThat(TileOffsets.along(240, 224, 224)).containsExactly(0, 16);
    assertThat(TileOffsets.along(256, 192, 192)).containsExactly(0, 64);
    assertThat(TileOffsets.along(1024, 224, 224)).containsExactly(0, 200, 400, 600, 800);
  }

  @Test
  void roundsHalvesToEven() {
    assertThat(TileOffsets.along(449, 224, 224)).containsExactly(0, 112, 225);
  }

  @Test
  void hasOneTileForImagesNotLargerThanIt() {
    assertThat(TileOffsets.along(224, 224, 224)).containsExactly(0);
    assertThat(TileOffsets.along(100, 224, 224)).containsExactly(0);
  }

  @Test
  void placesTilesNoFurtherApartThanTheStride() {
    assertThat(TileOffsets.along(70, 32, 20)).containsExactly(0, 19, 38);
    assertThat(TileOffsets.along(66, 32, 20)).containsExactly(0, 17, 34);
  }

  @Test
  void coversEveryPixelOfEverySize() {
    for (int size = 1; size < 400; size++) {
      for (int tile : new int[] {1, 7, 32, 120}) {
        int covered = 0;
        for (int offset : TileOffsets.along(size, tile, tile)) {
          assertThat(offset).isBetween(0, Math.min(covered, Math.max(0, size - tile)));
          covered = offset + tile;
        }
        assertThat(covered).isGreaterThanOrEqualTo(size);
      }
    }
  }

  @Test
  void aLatticeIsTheSameInEveryImageButForItsEnds() {
    assertThat(TileOffsets.lattice(100, 32, 20, 0)).containsExactly(0, 20, 40, 60, 68);
    assertThat(TileOffsets.lattice(100, 32, 20, 7)).containsExactly(0, 13, 33, 53, 68);
    assertThat(TileOffsets.lattice(92, 32, 20, 0)).containsExactly(0, 20, 40, 60);
    assertThat(TileOffsets.lattice(30, 32, 20, 3)).containsExactly(0);
    for (int phase = 0; phase < 20; phase++) {
      for (int size = 1; size < 150; size++) {
        int covered = 0;
        for (int offset : TileOffsets.lattice(size, 32, 20, phase)) {
          assertThat(offset).isBetween(0, Math.min(covered, Math.max(0, size - 32)));
          boolean end = offset == 0 || offset == size - 32;
          assertThat(end || (offset + phase) % 20 == 0).isTrue();
          covered = offset + 32;
        }
        assertThat(covered).isGreaterThanOrEqualTo(size);
      }
    }
  }
}
