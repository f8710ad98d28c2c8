package org.eobench.datasets.folder.labels;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.NoTarget;
import org.eobench.datasets.folder.files.FilePattern;
import org.eobench.datasets.folder.files.ImageFiles;
import org.jspecify.annotations.Nullable;

/**
 * The keys that say where labels are and what they mean.
 *
 * @param mask pattern of rasters with labels or values, or the keys of {@link MaskConfig}; null if
 *     there are none
 * @param labels class of each value of the masks ({@link Legend}), or of each name in polygons, a
 *     table or folders ({@link NameLegend}); empty if values are class numbers and names are
 *     classes
 * @param polygons a file with polygons, or null
 * @param table a table with a row for each image, or null
 */
public record LabelConfig(
    @Default("null") ConfigNode mask,
    @Default("{}") MapNode labels,
    @Nullable PolygonsConfig polygons,
    @Nullable TableConfig table) {

  /** The keys of masks, or null if there are none. */
  public @Nullable MaskConfig masks() {
    return mask instanceof ScalarNode scalar && scalar.value() == null ? null : MaskConfig.of(mask);
  }

  /** The files of masks, or null if there are none. */
  public @Nullable ImageFiles maskFiles() {
    MaskConfig masks = masks();
    return masks == null ? null : masks.images();
  }

  /** What the values of masks mean. */
  public Legend legend(DatasetFacts facts) {
    return LegendReader.read(labels, facts.classes(), facts.ignoreIndex());
  }

  /** What the names in polygons, tables and folders mean. */
  NameLegend names(DatasetFacts facts) {
    return NameLegend.read(labels, facts.classes(), facts.ignoreIndex());
  }

  /**
   * Checks that there is one source of labels, and that its keys fit together.
   *
   * @param images pattern of the images of the first modality
   * @throws IllegalArgumentException if there is none or more than one
   * @throws org.eobench.core.error.BenchException with every problem of the keys
   */
  public void requireFits(FilePattern images, DatasetFacts facts) {
    List<String> given = new ArrayList<>();
    MaskConfig masks = masks();
    if (masks != null) {
      given.add("mask");
    }
    if (polygons != null) {
      given.add("polygons");
    }
    if (table != null) {
      given.add("table");
    }
    if (facts.task().equals(NoTarget.KIND.key())) {
      requireNone(given);
      return;
    }
    if (given.size() > 1) {
      throw new IllegalArgumentException(
          "labels come from one source, not from " + String.join(" and ", given) + "; remove one");
    }
    if (given.isEmpty() && !images.has(ImageLabels.CLASS)) {
      throw new IllegalArgumentException(
          "mask is not set, and neither is another source of labels: set"
              + " `'dataset.mask=*_mask.tif'` for label maps, `+dataset.polygons.file=FILE`,"
              + " `+dataset.table.file=FILE`, or put {class} into the pattern of the images if each"
              + " class has its folder");
    }
    if (masks == null) {
      names(facts);
      return;
    }
    FilePattern.parse("mask", masks.images().files());
    masks.requireFits(legend(facts));
  }

  private void requireNone(List<String> given) {
    if (!given.isEmpty() || !labels.isEmpty()) {
      throw new IllegalArgumentException(
          "task="
              + NoTarget.KIND.key()
              + " is for images without labels, but "
              + (given.isEmpty() ? "labels" : String.join(" and ", given))
              + " is set; remove it, or task");
    }
  }
}
