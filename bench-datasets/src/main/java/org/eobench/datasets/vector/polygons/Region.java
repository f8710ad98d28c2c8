package org.eobench.datasets.vector.polygons;

import java.util.ArrayList;
import java.util.List;

/**
 * Connected pixels of one class as far as they have been seen: a node of a union-find forest, of
 * which only roots hold figures.
 */
final class Region {
  final int label;
  private Region parent = this;
  private long pixels;
  private double sum;
  private long measured;
  private int lastRow;
  private boolean finished;
  private List<long[]> rings = new ArrayList<>();

  Region(int label) {
    this.label = label;
  }

  /** The region that this one has become a part of. */
  Region root() {
    Region region = this;
    while (region.parent != region) {
      region.parent = region.parent.parent;
      region = region.parent;
    }
    return region;
  }

  /** Unites two roots and returns the root of both. */
  Region unite(Region other) {
    if (other == this) {
      return this;
    }
    if (other.rings.size() > rings.size()) {
      return other.unite(this);
    }
    other.parent = this;
    pixels += other.pixels;
    sum += other.sum;
    measured += other.measured;
    lastRow = Math.max(lastRow, other.lastRow);
    rings.addAll(other.rings);
    other.rings = List.of();
    return this;
  }

  /** Counts pixels of a row. */
  void count(int row, int number) {
    pixels += number;
    lastRow = row;
  }

  /** Counts a value of a pixel. */
  void measure(float value) {
    sum += value;
    measured++;
  }

  void close(long[] ring) {
    rings.add(ring);
  }

  /** Whether it ends above a row; true only once. */
  boolean finishedAbove(int row) {
    boolean now = !finished && lastRow < row;
    finished |= now;
    return now;
  }

  long pixels() {
    return pixels;
  }

  /** Mean of the values of its pixels; NaN if there are none. */
  double mean() {
    return sum / measured;
  }

  /** Closed borders, with the region at their right as seen on the image. */
  List<long[]> rings() {
    return rings;
  }
}
