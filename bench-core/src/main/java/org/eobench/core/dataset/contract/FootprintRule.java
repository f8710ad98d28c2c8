package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The distance between the ground of the training samples and that of the test samples. Neighbours
 * look alike, so that the score on test samples that touch training samples is too good. Half a
 * pixel of gap counts as touching.
 */
final class FootprintRule implements Rule {
  private static final double TOUCHING_PIXELS = 0.5;

  private final Map<Split, List<Placed>> placed = new EnumMap<>(Split.class);
  private final Map<Split, Integer> unplaced = new EnumMap<>(Split.class);

  private record Placed(String id, Footprint ground, double pixel) {}

  @Override
  public void add(ObservedSample sample) {
    Acquisition acquisition = sample.sample().acquisition();
    Footprint ground = acquisition.footprint();
    Image image = sample.sample().images().values().stream().findFirst().orElse(null);
    if (ground == null || image == null || image.width() == 0) {
      unplaced.merge(sample.split(), 1, Integer::sum);
      return;
    }
    double pixel =
        new Footprint(
                    ground.system(),
                    ground.degrees(),
                    ground.west(),
                    ground.south(),
                    ground.west(),
                    ground.south())
                .distance(corner(ground))
            / image.width();
    placed
        .computeIfAbsent(sample.split(), key -> new ArrayList<>())
        .add(new Placed(sample.id(), ground, pixel));
  }

  /** The lower right corner. */
  private static Footprint corner(Footprint ground) {
    return new Footprint(
        ground.system(),
        ground.degrees(),
        ground.east(),
        ground.south(),
        ground.east(),
        ground.south());
  }

  /** What two splits have to do with each other. */
  private record Closeness(
      int overlapping,
      int touching,
      @Nullable Placed one,
      @Nullable Placed other,
      double nearest) {}

  private Closeness closeness(Split from, Split to) {
    Map<String, GroundIndex> index = new HashMap<>();
    Map<Footprint, Placed> names = new HashMap<>();
    for (Placed sample : placed.getOrDefault(from, List.of())) {
      names.putIfAbsent(sample.ground, sample);
      index.computeIfAbsent(sample.ground.system(), key -> new GroundIndex()).add(sample.ground);
    }
    int overlapping = 0;
    int touching = 0;
    Placed one = null;
    Placed other = null;
    double nearest = Double.POSITIVE_INFINITY;
    double largestOverlap = 0;
    for (Placed sample : placed.getOrDefault(to, List.of())) {
      GroundIndex ground = index.get(sample.ground.system());
      double reach = Math.max(TOUCHING_PIXELS * sample.pixel, nearest);
      GroundIndex.Near near = ground == null ? null : ground.nearest(sample.ground, reach);
      if (near == null) {
        continue;
      }
      // Coordinates are rounded, so that touching chips may overlap by a millionth.
      boolean overlaps = near.overlap() > 1e-6;
      overlapping += overlaps ? 1 : 0;
      touching += !overlaps && near.distance() <= TOUCHING_PIXELS * sample.pixel ? 1 : 0;
      if (near.distance() < nearest || near.overlap() > largestOverlap) {
        nearest = near.distance();
        largestOverlap = near.overlap();
        one = names.get(near.ground());
        other = sample;
      }
    }
    return new Closeness(overlapping, touching, one, other, nearest);
  }

  @Override
  public List<Finding> findings() {
    Closeness close = closeness(Split.TRAIN, Split.TEST);
    int count = close.overlapping + close.touching;
    if (count == 0 || close.one == null || close.other == null) {
      return List.of();
    }
    Problem problem =
        Problem.of(
                "TestTouchesTrain",
                String.format(
                    Locale.ROOT,
                    "%d of %d test samples %s training samples on the ground (0 %s apart)",
                    count,
                    placed.getOrDefault(Split.TEST, List.of()).size(),
                    close.overlapping > 0 ? "overlap or touch" : "touch",
                    unit(close.other)))
            .at("such as " + close.one.id + " (train) and " + close.other.id + " (test)")
            .expecting("a gap between the ground of both splits")
            .next(
                "split by regions, or leave a gap between the blocks of a folder, for example"
                    + " `dataset.split.margin=64`; else the score is too good");
    return List.of(Finding.warning(close.overlapping > 0 ? 1 : 0.95, problem));
  }

  @Override
  public List<String> measured() {
    List<String> lines = new ArrayList<>();
    for (Split split : List.of(Split.VAL, Split.TEST)) {
      Closeness close = closeness(Split.TRAIN, split);
      if (close.one != null && close.other != null) {
        lines.add(
            String.format(
                Locale.ROOT,
                "nearest samples of train and %s: %,.0f %s apart (%s and %s)",
                split.key(),
                close.nearest,
                unit(close.other),
                close.one.id,
                close.other.id));
      } else if (unplaced.getOrDefault(split, 0) > 0) {
        lines.add(
            "distance of train and "
                + split.key()
                + " on the ground: unknown, because files lack a georeference");
      }
    }
    return lines;
  }

  private static String unit(Placed sample) {
    return sample.ground.degrees()
            || sample.ground.system().startsWith("EPSG:326")
            || sample.ground.system().startsWith("EPSG:327")
        ? "m"
        : "map units";
  }
}
