package org.eobench.datasets.folder.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.files.SampleNames;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;

/** Classes of whole images, from a table or from the folder {@code {class}} of each image. */
final class ImageLabels implements LabelSource {
  /** The placeholder of the class in paths. */
  static final String CLASS = "class";

  private final Map<String, List<Integer>> classes;
  private final NameLegend legend;
  private final boolean several;
  private final @Nullable Path file;
  private final List<String> remarks;

  private ImageLabels(
      Map<String, List<Integer>> classes,
      NameLegend legend,
      boolean several,
      @Nullable Path file,
      List<String> remarks) {
    this.classes = classes;
    this.legend = legend;
    this.several = several;
    this.file = file;
    this.remarks = List.copyOf(remarks);
  }

  /** The classes of images by the placeholder {@code {class}} of their paths. */
  static ImageLabels ofFolders(Collection<FolderSample> samples, NameLegend given) {
    Map<String, String> names = new LinkedHashMap<>();
    for (FolderSample sample : samples) {
      names.put(sample.id(), Objects.requireNonNull(sample.placeholders().get(CLASS)));
    }
    NameLegend legend = given.completedBy(names.values());
    Map<String, List<Integer>> classes = new LinkedHashMap<>();
    for (FolderSample sample : samples) {
      String name = Objects.requireNonNull(names.get(sample.id()));
      int meaning = legend.require(name, "the folder", sample.files().get(0).toString());
      classes.put(sample.id(), List.of(meaning));
    }
    return new ImageLabels(classes, legend, false, null, List.of());
  }

  /**
   * The classes of images by a table.
   *
   * @param several whether an image may have several classes
   */
  static ImageLabels ofTable(
      TableLabels table, SampleNames names, NameLegend given, boolean several) {
    Map<String, TableLabels.Labels> labels = table.of(names, several);
    List<String> found = new ArrayList<>(table.classColumns());
    if (found.isEmpty()) {
      labels.values().forEach(label -> found.addAll(label.texts()));
    }
    NameLegend legend =
        given.classes().isEmpty() && !table.classColumns().isEmpty()
            ? given.withClasses(found)
            : given.completedBy(found);
    Map<String, List<Integer>> classes = new LinkedHashMap<>();
    labels.forEach(
        (name, label) -> {
          List<Integer> meanings =
              label.texts().stream()
                  .map(text -> legend.require(text, "the label", label.place()))
                  .toList();
          if (!several && meanings.size() > 1) {
            throw new BenchException(
                ExitCode.DATA,
                Problem.of("SeveralLabels", name + " has several labels: " + label.texts())
                    .at(label.place())
                    .expecting("one label for each image")
                    .next("correct the table, or select `task=multi_label_classification`"));
          }
          classes.put(name, meanings);
        });
    return new ImageLabels(classes, legend, several, table.file(), table.remarks());
  }

  @Override
  public Target read(FolderSample sample, Window window, Grid grid, DatasetSpec spec) {
    return indexed(sample, spec);
  }

  @Override
  public Target indexed(FolderSample sample, DatasetSpec spec) {
    List<Integer> meanings = classes.get(sample.id());
    if (!several) {
      int meaning = meanings == null ? Legend.IGNORED : meanings.get(0);
      return new ImageClass(NameLegend.label(meaning, spec.ignoreIndex()));
    }
    boolean[] present = new boolean[spec.numClasses()];
    if (meanings != null) {
      meanings.stream().filter(meaning -> meaning >= 0).forEach(meaning -> present[meaning] = true);
    }
    return new ImageClasses(present, meanings != null);
  }

  @Override
  public List<String> classes() {
    return legend.classes();
  }

  @Override
  public List<Path> files(FolderSample sample) {
    return file == null ? List.of() : List.of(file);
  }

  @Override
  public List<String> remarks() {
    return remarks;
  }
}
