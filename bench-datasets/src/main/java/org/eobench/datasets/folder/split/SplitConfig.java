package org.eobench.datasets.folder.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.Split;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code split}.
 *
 * @param ratio shares of train, val and test, with sum 1
 * @param seed seed of everything that is drawn; the same seed and names give the same split
 *     everywhere
 * @param lists text file for each of train, val and test, relative to {@code root_path}; or one
 *     table with a column of splits, or a JSON mapping from splits to names
 * @param axis axis of {@code by: blocks}
 * @param margin gap in pixels between two blocks of {@code by: blocks}
 * @param folds number of folds of {@code by: kfold}
 * @param fold the fold for test, from 0; the next one is for val
 * @param group placeholder whose values are the groups of {@code by: group}, or date, year or
 *     month; with {@code by: kfold}, groups are divided in place of images
 * @param block side of the blocks of {@code by: grid} in map units, such as metres
 * @param gap least distance between windows of two splits of {@code by: grid}, in map units
 * @param polygons file for {@code by: polygons}, relative to {@code root_path}
 * @param attribute attribute of the polygons with train, val or test
 * @param raster pattern of the rasters for {@code by: raster}, on the grids of the images
 * @param values train, val, test or none for each value: of the rasters of {@code by: raster},
 *     where pixels of other values are of no split; of {@code column}; or of {@code group} with
 *     {@code by: group}, which then draws nothing. Empty: 0, 1 and 2 for rasters, words for a
 *     column
 * @param column column of the table in {@code lists} with the split of each image, or with what
 *     {@code values} maps to splits; null finds the only one with words for splits
 * @param id column of that table with the names of the images; null finds it
 * @param valShare share of the training images or groups that become the validation split, if the
 *     publisher has none; drawn as scikit-learn's {@code train_test_split} does from the sorted
 *     names, with {@code random_state=seed}
 * @param stratify placeholder each value of which has that share, or null
 */
public record SplitConfig(
    @Default("ratio") By by,
    @Default("[0.7, 0.15, 0.15]") List<Double> ratio,
    @Default("0") long seed,
    @Default("null") ConfigNode lists,
    @Default("rows") Axis axis,
    @Range(min = 0) @Default("16") int margin,
    @Range(min = 3, max = 1000) @Default("5") int folds,
    @Range(min = 0) @Default("0") int fold,
    @Nullable String group,
    @Range(above = 0) @Nullable Double block,
    @Range(min = 0) @Default("0") double gap,
    @Nullable String polygons,
    @Default("split") String attribute,
    @Nullable String raster,
    @Default("{}") Map<String, String> values,
    @Nullable String column,
    @Nullable String id,
    @Range(min = 0, max = 0.9) @Default("0") double valShare,
    @Nullable String stratify) {
  private static final Map<String, String> RASTER_VALUES =
      Map.of("0", "train", "1", "val", "2", "test");

  /** How samples are divided into splits. */
  public enum By {
    /** Whole images, drawn with {@code seed} in the proportions of {@code ratio}. */
    RATIO,
    /** Whole images, listed in files. */
    LIST,
    /** Each image in three blocks with the proportions of {@code ratio} and a gap between them. */
    BLOCKS,
    /**
     * Whole images in folds of equal size: one for test, the next for val, the others for train.
     */
    KFOLD,
    /** Whole groups of images, in about the proportions of {@code ratio}. */
    GROUP,
    /** Windows by blocks of a grid on the map, in about the proportions of {@code ratio}. */
    GRID,
    /** Windows by polygons on the map. */
    POLYGONS,
    /** Windows by a raster with the split of each pixel. */
    RASTER
  }

  /** The axis of an image along which the blocks follow each other. */
  public enum Axis {
    /** Train at the top, test at the bottom. */
    ROWS,
    /** Train on the left, test on the right. */
    COLUMNS
  }

  public SplitConfig {
    double sum = 0;
    for (double share : ratio) {
      if (share < 0) {
        throw new IllegalArgumentException("ratio contains the negative share " + share);
      }
      sum += share;
    }
    if (ratio.size() != 3 || Math.abs(sum - 1) > 1e-6) {
      throw new IllegalArgumentException(
          "ratio must list the shares of train, val and test with sum 1, not " + ratio);
    }
    if (by == By.LIST && table(lists) == null) {
      lists(lists, valShare > 0);
    }
    values =
        by == By.RASTER && values.isEmpty()
            ? RASTER_VALUES
            : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (fold >= folds) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "fold=%d must be one of 0 to %d, because folds=%d",
              fold,
              folds - 1,
              folds));
    }
    require(by == By.GROUP && group == null, "by: group requires group, such as group: region");
    require(
        group != null && by != By.GROUP && by != By.KFOLD,
        "group is only for by: group and by: kfold; set by, or remove group");
    require(
        by == By.GRID && block == null,
        "by: grid requires block, the side of a block in map units");
    require(
        by != By.GRID && (block != null || gap > 0),
        "block and gap are only for by: grid; set by, or remove them");
    require(by == By.POLYGONS && polygons == null, "by: polygons requires polygons, a file");
    require(
        by != By.POLYGONS && polygons != null,
        "polygons is only for by: polygons; set by, or remove polygons");
    require(by == By.RASTER && raster == null, "by: raster requires raster, a pattern of files");
    require(
        by != By.RASTER && raster != null,
        "raster is only for by: raster; set by, or remove raster");
    requireValues(by, values, column);
    require(
        (column != null || id != null) && (by != By.LIST || table(lists) == null),
        "column and id are of the table in lists; set by: list and lists: FILE, or remove them");
    require(
        valShare > 0 && by != By.LIST && by != By.GROUP,
        "val_share is only for by: list and by: group with values; set by, or remove val_share");
    require(
        valShare > 0 && by == By.GROUP && values.isEmpty(),
        "by: group draws val by ratio; remove val_share, or say in values which split a group is"
            + " of");
    require(
        stratify != null && valShare == 0,
        "stratify is for the images that val_share draws; set val_share, or remove stratify");
    require(
        valShare > 0 && (seed < 0 || seed > Integer.MAX_VALUE),
        "val_share draws as scikit-learn does, so seed must be 0 to 2147483647, not " + seed);
  }

  private static void requireValues(By by, Map<String, String> values, @Nullable String column) {
    require(
        !values.isEmpty() && by != By.RASTER && by != By.GROUP && (by != By.LIST || column == null),
        "values is only for by: raster, by: group, and by: list with column; set by or column, or"
            + " remove values");
    values.forEach(
        (value, split) -> {
          require(
              SplitWords.of(split).isEmpty() && !split.equals(SplitWords.NONE),
              "values must map to train, val, test or none, not " + value + " to " + split);
          require(
              by == By.RASTER && !value.matches("-?\\d{1,9}"),
              "values must map the numbers of the rasters, not " + value);
        });
  }

  /** The split of each value of the rasters. */
  Map<Long, Split> splits() {
    Map<Long, Split> splits = new LinkedHashMap<>();
    values.forEach(
        (value, split) ->
            SplitWords.of(split).ifPresent(known -> splits.put(Long.parseLong(value), known)));
    return splits;
  }

  private static void require(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The one file that lists all splits, or null if each has its own. */
  @Nullable String table() {
    return table(lists);
  }

  private static @Nullable String table(ConfigNode lists) {
    return lists instanceof ScalarNode scalar && scalar.value() instanceof String file
        ? file
        : null;
  }

  /** The list of each split. */
  Map<String, String> files() {
    return lists(lists, valShare > 0);
  }

  /**
   * @param drawn whether val is drawn from train, so that it needs no list
   */
  private static Map<String, String> lists(ConfigNode lists, boolean drawn) {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    if (lists instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        if (entry.value() instanceof ScalarNode scalar && scalar.value() instanceof String file) {
          files.put(entry.name(), file);
        } else if (!drawn || !entry.name().equals("val")) {
          wrong.add(entry.name());
        }
      }
    }
    require(
        drawn && files.containsKey("val"),
        "val_share draws the validation split from train, but lists has a list for val; set val:"
            + " null in lists, or remove val_share");
    Set<String> wanted = drawn ? Set.of("train", "test") : Set.of("train", "val", "test");
    if (!wrong.isEmpty() || !files.keySet().equals(wanted)) {
      throw new IllegalArgumentException(
          "by: list requires lists for train, val and test, or one file with all of them; val may"
              + " be null with val_share");
    }
    return files;
  }
}
