package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eobench.core.dataset.Footprint;
import org.jspecify.annotations.Nullable;

/** Footprints of one coordinate system, sorted from west to east, to find the nearest of one. */
final class GroundIndex {
  /** A degree is longer than this nowhere within 89 degrees of the equator, and no metre is. */
  private static final double LEAST_UNIT = 1900;

  private final List<Footprint> sorted = new ArrayList<>();
  private double widest;
  private boolean isSorted;

  /**
   * @param ground the footprint found
   * @param distance its distance, in metres or the unit of the map
   * @param overlap the share of the smaller one that both cover
   */
  record Near(Footprint ground, double distance, double overlap) {}

  void add(Footprint ground) {
    sorted.add(ground);
    widest = Math.max(widest, ground.east() - ground.west());
    isSorted = false;
  }

  /**
   * The nearest footprint within a distance; of several that overlap, the one that does most.
   *
   * @return null if none is that near
   */
  @Nullable Near nearest(Footprint wanted, double reach) {
    if (!isSorted) {
      sorted.sort(Comparator.comparingDouble(Footprint::west));
      isSorted = true;
    }
    double scale = wanted.degrees() ? LEAST_UNIT : 1;
    Near best = null;
    double within = reach;
    int start = firstAtLeast(wanted.west());
    for (int i = start; i < sorted.size(); i++) {
      if ((sorted.get(i).west() - wanted.east()) * scale > within) {
        break;
      }
      best = nearer(best, sorted.get(i), wanted, within);
      within = best == null ? within : best.distance;
    }
    for (int i = start - 1; i >= 0; i--) {
      if ((wanted.west() - sorted.get(i).west() - widest) * scale > within) {
        break;
      }
      best = nearer(best, sorted.get(i), wanted, within);
      within = best == null ? within : best.distance;
    }
    return best;
  }

  private static @Nullable Near nearer(
      @Nullable Near best, Footprint ground, Footprint wanted, double within) {
    double distance = wanted.distance(ground);
    if (distance > within) {
      return best;
    }
    double overlap = wanted.overlap(ground);
    boolean nearer = best == null || distance < best.distance || overlap > best.overlap;
    return nearer ? new Near(ground, distance, overlap) : best;
  }

  private int firstAtLeast(double west) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).west() < west) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
