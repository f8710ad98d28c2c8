package org.eobench.datasets.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.split.BlockSplit;
import org.eobench.datasets.folder.split.ImageSplit;
import org.eobench.datasets.folder.split.MapSplit;
import org.eobench.datasets.folder.split.MapSplits;
import org.eobench.datasets.folder.split.MapWindow;
import org.eobench.datasets.folder.split.SplitConfig;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The samples of each split as parts of images.
 *
 * @param chips the samples of each split
 * @param trainParts training part of each image, without overlap, for statistics
 */
record FolderChips(Map<Split, List<Chip>> chips, List<Chip> trainParts) {
  private static final Set<SplitConfig.By> BY_PLACE =
      Set.of(SplitConfig.By.GRID, SplitConfig.By.POLYGONS, SplitConfig.By.RASTER);

  /**
   * Divides the images.
   *
   * @param samples the images
   * @param images tells the size of an image
   * @param remarks receives sentences about what is dropped
   */
  static FolderChips of(
      Map<String, FolderSample> samples,
      SampleImages images,
      Path root,
      FolderConfig config,
      List<String> remarks) {
    SplitConfig split = config.split();
    Map<String, Grid> grids = new LinkedHashMap<>();
    samples.forEach((id, sample) -> grids.put(id, images.grid(sample)));
    if (BY_PLACE.contains(split.by())) {
      return byPlace(samples, grids, root, config, remarks);
    }
    Map<String, Map<Split, Window>> parts =
        split.by() == SplitConfig.By.BLOCKS
            ? blocks(grids, split)
            : whole(grids, ImageSplit.of(split, samples, config.names(samples), root, remarks));
    Map<Split, List<Chip>> chips = new EnumMap<>(Split.class);
    List<Chip> trainParts = new ArrayList<>();
    for (Split part : Split.values()) {
      chips.put(part, new ArrayList<>());
    }
    parts.forEach(
        (image, blocks) -> {
          Grid info = info(grids, image);
          blocks.forEach(
              (part, block) -> {
                List<Chip> all = cut(image, info, block, part, config.chipSize());
                chips.getOrDefault(part, new ArrayList<>()).addAll(all);
                if (part == Split.TRAIN) {
                  trainParts.addAll(chips(image, info, Tiling.dividing(block, config.chipSize())));
                }
              });
        });
    return new FolderChips(chips, List.copyOf(trainParts));
  }

  /** Windows of all images by their place on the map. */
  private static FolderChips byPlace(
      Map<String, FolderSample> samples,
      Map<String, Grid> grids,
      Path root,
      FolderConfig config,
      List<String> remarks) {
    int size = config.chipSize();
    List<MapWindow> places = new ArrayList<>();
    grids.forEach(
        (image, grid) ->
            Tiling.dividing(grid.all(), size)
                .forEach(window -> places.add(new MapWindow(image, window, grid))));
    MapSplit split = MapSplits.open(config.split(), samples, grids, places, root, remarks);
    Map<Split, List<Chip>> chips = new EnumMap<>(Split.class);
    for (Split part : Split.values()) {
      chips.put(part, new ArrayList<>());
    }
    List<Chip> trainParts = new ArrayList<>();
    grids.forEach(
        (image, grid) -> {
          for (Chip chip : chips(image, grid, Tiling.covering(grid.all(), size))) {
            if (split(split, chip, grid) == Split.TRAIN) {
              chips.getOrDefault(Split.TRAIN, new ArrayList<>()).add(chip);
            }
          }
          for (Chip chip : chips(image, grid, Tiling.dividing(grid.all(), size))) {
            Split part = split(split, chip, grid);
            if (part == Split.TRAIN) {
              trainParts.add(chip);
            } else if (part != null) {
              chips.getOrDefault(part, new ArrayList<>()).add(chip);
            }
          }
        });
    int kept =
        trainParts.size()
            + chips.getOrDefault(Split.VAL, List.of()).size()
            + chips.getOrDefault(Split.TEST, List.of()).size();
    if (kept < places.size()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "split: %d of %d windows are dropped, because they are %s",
              places.size() - kept,
              places.size(),
              split.reason()));
    }
    return new FolderChips(chips, List.copyOf(trainParts));
  }

  private static @Nullable Split split(MapSplit split, Chip chip, Grid grid) {
    return split.of(new MapWindow(chip.image(), chip.window(), grid));
  }

  private static Map<String, Map<Split, Window>> blocks(
      Map<String, Grid> grids, SplitConfig split) {
    Map<String, Map<Split, Window>> parts = new LinkedHashMap<>();
    for (String image : grids.keySet()) {
      Grid info = info(grids, image);
      parts.put(image, BlockSplit.of(info.height(), info.width(), split));
    }
    return parts;
  }

  private static Map<String, Map<Split, Window>> whole(
      Map<String, Grid> grids, Map<Split, List<String>> assigned) {
    Map<String, Map<Split, Window>> parts = new LinkedHashMap<>();
    assigned.forEach(
        (split, images) -> {
          for (String image : images) {
            parts.put(image, Map.of(split, info(grids, image).all()));
          }
        });
    return parts;
  }

  private static List<Chip> cut(String image, Grid info, Window block, Split split, int size) {
    List<Window> windows =
        split == Split.TRAIN ? Tiling.covering(block, size) : Tiling.dividing(block, size);
    if (windows.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "ChipTooLarge",
                  String.format(
                      Locale.ROOT,
                      "the %s part of image %s has only %d x %d pixels",
                      split.key(),
                      image,
                      block.height(),
                      block.width()))
              .at("dataset.chip_size, dataset.split")
              .expecting(String.format(Locale.ROOT, "at least one window of %d x %d", size, size))
              .next(
                  "reduce dataset.chip_size, or increase the share of this split in"
                      + " dataset.split.ratio"));
    }
    return chips(image, info, windows);
  }

  private static List<Chip> chips(String image, Grid info, List<Window> windows) {
    return windows.stream()
        .map(window -> new Chip(image, window, window.equals(info.all())))
        .toList();
  }

  private static Grid info(Map<String, Grid> grids, String image) {
    return Objects.requireNonNull(grids.get(image), image);
  }
}
