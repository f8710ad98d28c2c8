package org.eobench.datasets.folder.labels;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.regression.ImageValue;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.files.SampleNames;
import org.eobench.datasets.raster.formats.Grid;

/** Selects the source of labels by the task and the configuration. */
public final class FolderLabels {
  private final LabelConfig config;
  private final DatasetFacts facts;
  private final TaskKind task;

  /**
   * @param config the keys about labels
   * @param facts the keys of every data set
   * @param task the task whose targets are needed
   */
  public FolderLabels(LabelConfig config, DatasetFacts facts, TaskKind task) {
    this.config = config;
    this.facts = facts;
    this.task = task;
  }

  /**
   * Opens the labels.
   *
   * @param samples all samples by name
   * @param names finds samples by the spellings of tables
   * @param grids tells the grid of a sample
   * @param chipSize size of the windows that images are cut into, or 0
   * @throws BenchException if the configured labels are not for the task, or files are missing or
   *     damaged
   */
  public LabelSource open(
      Path root,
      Map<String, FolderSample> samples,
      SampleNames names,
      Function<FolderSample, Grid> grids,
      int chipSize) {
    Class<? extends Target> target = task.target();
    if (target == NoTarget.class) {
      return new NoLabels();
    }
    MaskConfig masks = config.masks();
    PolygonsConfig polygons = config.polygons();
    if (target == ValueMap.class && masks != null) {
      if (!config.labels().isEmpty()) {
        throw contradiction(
            "dataset.labels names classes, but the task regression predicts values",
            "no labels, or `task=segmentation`");
      }
      return new ValueLabels(masks, facts.classes());
    }
    if (target == LabelMap.class && masks != null) {
      return new MaskLabels(masks, config.legend(facts));
    }
    if (target == LabelMap.class && polygons != null) {
      return PolygonLabels.open(polygons, config.names(facts), root, samples.values(), grids);
    }
    boolean several = target == ImageClasses.class;
    boolean value = target == ImageValue.class;
    boolean whole = several || value || target == ImageClass.class;
    TableConfig table = config.table();
    boolean folders = masks == null && polygons == null && table == null;
    if (!whole || (!folders && table == null) || (folders && (several || value))) {
      throw wrongSource(folders);
    }
    if (chipSize > 0) {
      throw contradiction(
          String.format(
              Locale.ROOT,
              "dataset.chip_size=%d cuts images into windows, but the task %s has labels of whole"
                  + " images",
              chipSize,
              task.key()),
          "`dataset.chip_size=0`");
    }
    if (table != null && value) {
      if (!config.labels().isEmpty()) {
        throw contradiction(
            "dataset.labels names classes, but the task image_regression predicts values",
            "no labels, or `task=classification`");
      }
      return ImageValues.of(TableLabels.read(table, root, facts.classes()), names, facts.classes());
    }
    return table == null
        ? ImageLabels.ofFolders(samples.values(), config.names(facts))
        : ImageLabels.ofTable(
            TableLabels.read(table, root, facts.classes()), names, config.names(facts), several);
  }

  /** Labels of another task than the configured one. */
  private BenchException wrongSource(boolean folders) {
    String source =
        folders
            ? "{class} in the pattern of the images"
            : config.masks() != null
                ? "dataset.mask"
                : config.polygons() != null ? "dataset.polygons" : "dataset.table";
    List<String> tasks =
        folders
            ? List.of("classification")
            : config.masks() != null
                ? List.of("segmentation", "change_detection", "regression")
                : config.polygons() != null
                    ? List.of("segmentation", "change_detection")
                    : List.of("classification", "multi_label_classification", "image_regression");
    return contradiction(
        String.format(
            Locale.ROOT,
            "the task is %s, but the labels come from %s, which has %s",
            task.key(),
            source,
            config.masks() != null || config.polygons() != null
                ? "a label for each pixel"
                : "labels of whole images"),
        "one of the tasks " + String.join(", ", tasks) + ", such as `task=" + tasks.get(0) + "`");
  }

  private static BenchException contradiction(String what, String expected) {
    return new BenchException(
        ExitCode.CONFIG, Problem.of("InvalidConfig", what).at("dataset").expecting(expected));
  }
}
