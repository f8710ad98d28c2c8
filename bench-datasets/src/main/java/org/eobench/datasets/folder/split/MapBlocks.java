package org.eobench.datasets.folder.split;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * Square blocks of the map, dealt to the splits. A window belongs to a split if it lies in blocks
 * of that split. The gap is taken from the training windows, and from the validation windows near
 * test blocks: they are dropped if they are nearer than the gap to a block of another split. So
 * windows of two splits are at least the gap apart. Blocks without the centre of a window do not
 * count.
 */
final class MapBlocks implements MapSplit {
  private final double side;
  private final double gap;
  private final Map<String, Split> blocks;

  private MapBlocks(double side, double gap, Map<String, Split> blocks) {
    this.side = side;
    this.gap = gap;
    this.blocks = blocks;
  }

  /**
   * Deals the blocks.
   *
   * @param windows all windows without overlap
   * @throws BenchException if windows are in several coordinate systems, or larger than a block
   */
  static MapBlocks of(Collection<MapWindow> windows, SplitConfig config, double side) {
    Set<Integer> systems =
        windows.stream()
            .map(window -> window.system().epsg())
            .collect(Collectors.toCollection(TreeSet::new));
    if (systems.size() > 1) {
      throw fault(
          "the images are in several coordinate systems: EPSG:" + systems,
          "images in one coordinate system, whose blocks do not overlap",
          "warp the images to one system, or set `dataset.split.by=group`");
    }
    double largest =
        windows.stream()
            .mapToDouble(window -> Math.max(window.box().getWidth(), window.box().getHeight()))
            .max()
            .orElse(0);
    if (side < largest) {
      throw fault(
          String.format(
              Locale.ROOT,
              "dataset.split.block=%s is smaller than a window of %s map units",
              text(side),
              text(largest)),
          "blocks of several windows",
          "set `dataset.split.block="
              + text(Math.ceil(4 * largest))
              + "`, or reduce"
              + " dataset.chip_size");
    }
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (MapWindow window : windows) {
      Envelope box = window.box();
      sizes.merge(name(index(box.centre().x, side), index(box.centre().y, side)), 1, Integer::sum);
    }
    long wanted = config.ratio().stream().filter(share -> share > 0).count();
    if (sizes.size() < wanted) {
      throw fault(
          String.format(
              Locale.ROOT,
              "%d block%s with images cannot fill %d splits",
              sizes.size(),
              sizes.size() == 1 ? "" : "s",
              wanted),
          "at least one block for each split",
          "reduce dataset.split.block");
    }
    return new MapBlocks(side, config.gap(), Dealing.deal(sizes, config.ratio(), config.seed()));
  }

  private static long index(double coordinate, double side) {
    return (long) Math.floor(coordinate / side);
  }

  private static String name(long column, long row) {
    return column + "," + row;
  }

  @Override
  public @Nullable Split of(MapWindow window) {
    Envelope box = window.box();
    Split found = blocks.get(name(index(box.centre().x, side), index(box.centre().y, side)));
    Envelope around = new Envelope(box);
    around.expandBy(gap);
    for (Split other : touched(around)) {
      // Splits are in the order train, val, test: only the earlier one keeps the distance.
      boolean inside = touched(box).contains(other);
      if (other != found && (inside || found == null || other.compareTo(found) > 0)) {
        return null;
      }
    }
    return found;
  }

  /** The splits of the blocks that a box meets. */
  private Set<Split> touched(Envelope box) {
    Set<Split> splits = EnumSet.noneOf(Split.class);
    for (long column = index(box.getMinX(), side); column <= last(box.getMaxX()); column++) {
      for (long row = index(box.getMinY(), side); row <= last(box.getMaxY()); row++) {
        Split here = blocks.get(name(column, row));
        if (here != null) {
          splits.add(here);
        }
      }
    }
    return splits;
  }

  /** The last block that an edge reaches into, not one that it only touches. */
  private long last(double coordinate) {
    return (long) Math.ceil(coordinate / side) - 1;
  }

  /** The number of blocks of each split. */
  String summary() {
    return List.of(Split.values()).stream()
        .map(split -> split.key() + " " + blocks.values().stream().filter(split::equals).count())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String reason() {
    return gap == 0
        ? "on the border of blocks of two splits"
        : "on the border of blocks of two splits, or nearer than "
            + text(gap)
            + " map units to a block of another split";
  }

  private static String text(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }

  private static BenchException fault(String what, String expected, String next) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("SplitBlocks", what).at("dataset.split.by=grid").expecting(expected).next(next));
  }
}
