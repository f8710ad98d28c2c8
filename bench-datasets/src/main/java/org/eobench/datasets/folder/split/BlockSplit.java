package org.eobench.datasets.folder.split;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.geotiff.Window;

/** Divides an image into train, val and test blocks with gaps between them. */
public final class BlockSplit {
  private BlockSplit() {}

  /**
   * The block of each split; a split has none if its share is 0 or the margin consumes it.
   *
   * <p>The cuts are at the cumulative shares; half of the margin is removed on either side of a
   * cut.
   */
  public static Map<Split, Window> of(int height, int width, SplitConfig split) {
    boolean rows = split.axis() == SplitConfig.Axis.ROWS;
    int length = rows ? height : width;
    Map<Split, Window> blocks = new EnumMap<>(Split.class);
    List<Double> shares = split.ratio();
    double done = 0;
    Split[] parts = Split.values();
    for (int i = 0; i < parts.length; i++) {
      double share = shares.get(i);
      int from = (int) Math.round(done * length);
      int to = (int) Math.round((done + share) * length);
      done += share;
      from += from == 0 ? 0 : (split.margin() + 1) / 2;
      to -= to >= length ? 0 : split.margin() / 2;
      if (share > 0 && to > from) {
        blocks.put(
            parts[i],
            rows ? new Window(from, 0, to - from, width) : new Window(0, from, height, to - from));
      }
    }
    return blocks;
  }
}
