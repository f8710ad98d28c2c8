package org.eobench.core.run.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.eobench.core.inference.TileOffsets;
import org.eobench.core.run.scene.WindowGrid.Block;
import org.eobench.core.run.scene.WindowGrid.Span;
import org.junit.jupiter.api.Test;

class WindowGridTest {
  @Test
  void aBlockHasAllWindowsThatTouchItAndNoOther() {
    for (int width : new int[] {1, 7, 8, 40, 61}) {
      for (int stride : new int[] {1, 3, 8}) {
        int[] columns = TileOffsets.along(width, 8, stride);
        WindowGrid grid = new WindowGrid(5, width, 8, 8, new int[] {0}, columns, 16);
        int covered = 0;
        for (Block block : grid.blocks()) {
          assertThat(block.left()).isEqualTo(covered);
          covered += block.width();
          Span span = grid.columns(block);
          for (int i = 0; i < columns.length; i++) {
            boolean touches =
                columns[i] < block.left() + block.width() && columns[i] + 8 > block.left();
            assertThat(i >= span.first() && i < span.end()).isEqualTo(touches);
          }
          float[] across = grid.across(block);
          for (int pixel = 0; pixel < block.width(); pixel++) {
            int at = block.left() + pixel;
            long windows = Arrays.stream(columns).filter(c -> c <= at && at < c + 8).count();
            assertThat(across[pixel]).isEqualTo(windows).isPositive();
          }
        }
        assertThat(covered).isEqualTo(width);
      }
    }
  }

  @Test
  void blocksAreRowByRow() {
    WindowGrid grid =
        new WindowGrid(20, 40, 8, 8, new int[] {0, 8, 12}, new int[] {0, 8, 16, 24, 32}, 16);
    List<Block> blocks = grid.blocks();
    assertThat(blocks).hasSize(6);
    assertThat(blocks.get(5)).isEqualTo(new Block(1, 2, 16, 32, 4, 8));
    assertThat(grid.windows(blocks.get(0))).isEqualTo(3 * 2);
  }
}
