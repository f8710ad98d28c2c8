package org.eobench.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.eobench.core.inference.SceneWindows.Axis;
import org.junit.jupiter.api.Test;

class SceneWindowsTest {
  @Test
  void everyPositionComesFromTheWindowWhoseMiddleHoldsIt() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      int patch = 1 + random.nextInt(16);
      int window = patch * (1 + random.nextInt(12));
      int margin = patch * random.nextInt((window / patch + 1) / 2);
      int step = window - 2 * margin;
      int size = 1 + random.nextInt(400);
      Axis axis = new Axis(size, window, margin, patch, random.nextInt(step));
      int next = 0;
      for (int w = 0; w < axis.windows(); w++) {
        assertThat(axis.first(w)).as(axis.toString()).isEqualTo(next);
        next = axis.end(w);
        for (int p = axis.first(w); p < next; p++) {
          int pixel = axis.origin() + p * patch;
          int inMap = (pixel - axis.start(w)) / patch;
          assertThat((pixel - axis.start(w)) % patch).isZero();
          assertThat(axis.inWindow(w, p)).isEqualTo(inMap);
          assertThat(inMap * patch).isBetween(margin, window - margin - patch);
          // It shows the image.
          assertThat(pixel + patch).isPositive();
          assertThat(pixel).isLessThan(size);
        }
      }
      assertThat(next).isEqualTo(axis.positions());
      assertThat(axis.origin()).isBetween(1 - patch, 0);
    }
  }

  /** The window of a pixel of the map does not depend on where the image begins. */
  @Test
  void aPartOfAnImageHasTheSameWindows() {
    int window = 64;
    int margin = 16;
    for (long begin = -200; begin < 200; begin += 7) {
      Axis part = new Axis(100, window, margin, 8, SceneWindows.phase(begin, window, margin));
      for (int w = 0; w < part.windows(); w++) {
        assertThat(Math.floorMod(begin + part.start(w) + margin, 32L)).isZero();
      }
      assertThat(Math.floorMod(begin + part.origin(), 8L)).isZero();
    }
  }

  @Test
  void oneWindowCoversASmallImage() {
    Axis axis = Axis.single(50, 64, 8);
    assertThat(axis.windows()).isEqualTo(1);
    assertThat(axis.start(0)).isZero();
    assertThat(axis.positions()).isEqualTo(7);
  }

  @Test
  void marginsThatLeaveNothingAreRefused() {
    assertThatThrownBy(() -> new Axis(100, 64, 32, 8, 0)).hasMessageContaining("margins of 32");
    assertThatThrownBy(() -> new Axis(100, 64, 4, 8, 0)).hasMessageContaining("positions of 8");
  }
}
