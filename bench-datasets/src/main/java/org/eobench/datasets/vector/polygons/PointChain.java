package org.eobench.datasets.vector.polygons;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of a border that is not closed yet: its corners, to which either end may be added. */
final class PointChain {
  private static final int FIRST_SIZE = 8;

  private long[] points = new long[FIRST_SIZE];
  private int from = FIRST_SIZE / 2;
  private int to = FIRST_SIZE / 2;

  /** The chain that has taken up this one. */
  private @Nullable PointChain taker;

  /** The chain that has the points of this one now. */
  PointChain current() {
    PointChain chain = this;
    while (chain.taker != null) {
      PointChain next = chain.taker;
      if (next.taker != null) {
        chain.taker = next.taker;
      }
      chain = next;
    }
    return chain;
  }

  void append(long point) {
    if (to == points.length) {
      grow();
    }
    points[to++] = point;
  }

  void prepend(long point) {
    if (from == 0) {
      grow();
    }
    points[--from] = point;
  }

  /** Doubles the room, with the points in the middle. */
  private void grow() {
    int size = to - from;
    long[] larger = new long[Math.max(FIRST_SIZE, 4 * size)];
    int start = (larger.length - size) / 2;
    System.arraycopy(points, from, larger, start, size);
    points = larger;
    from = start;
    to = start + size;
  }

  /** Joins the points of another chain after these. The shorter is copied. */
  void join(PointChain after) {
    if (to - from >= after.to - after.from) {
      for (int i = after.from; i < after.to; i++) {
        append(after.points[i]);
      }
      after.giveTo(this);
    } else {
      for (int i = to - 1; i >= from; i--) {
        after.prepend(points[i]);
      }
      giveTo(after);
    }
  }

  private void giveTo(PointChain other) {
    taker = other;
    points = new long[0];
  }

  /** The points in order. */
  long[] points() {
    return Arrays.copyOfRange(points, from, to);
  }
}
