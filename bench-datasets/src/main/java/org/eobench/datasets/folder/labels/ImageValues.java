package org.eobench.datasets.folder.labels;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.regression.ImageValue;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.files.SampleNames;
import org.eobench.datasets.raster.formats.Grid;

/** Measured values of whole images, from a table. */
final class ImageValues implements LabelSource {
  private final Map<String, Float> values;
  private final TableLabels table;
  private final List<String> quantity;

  private ImageValues(Map<String, Float> values, TableLabels table, List<String> quantity) {
    this.values = values;
    this.table = table;
    this.quantity = quantity;
  }

  /**
   * Reads the values; {@code nan} and {@code NA} mark missing ones.
   *
   * @param classes the key {@code classes}: the name of the quantity; empty for that of the column
   * @throws BenchException if a cell is no number
   */
  static ImageValues of(TableLabels table, SampleNames names, List<String> classes) {
    Map<String, Float> values = new LinkedHashMap<>();
    table.of(names, false).forEach((name, labels) -> values.put(name, number(name, labels)));
    return new ImageValues(values, table, classes.isEmpty() ? List.of(table.quantity()) : classes);
  }

  private static float number(String image, TableLabels.Labels labels) {
    String text = labels.texts().get(0);
    if (text.matches("(?i)nan|na|null|none")) {
      return Float.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      if (labels.texts().size() == 1 && Double.isFinite(value) && !text.matches(".*[dDfF]")) {
        return (float) value;
      }
    } catch (NumberFormatException noNumber) {
      // reported below, like several numbers
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("TableCell", "the value of " + image + " is " + labels.texts())
            .at(labels.place())
            .expecting("one number with a decimal point, or nan where nothing was measured")
            .next("correct the cell, or set dataset.table.label to the column with the values"));
  }

  @Override
  public Target read(FolderSample sample, Window window, Grid grid, DatasetSpec spec) {
    return indexed(sample, spec);
  }

  @Override
  public Target indexed(FolderSample sample, DatasetSpec spec) {
    return new ImageValue(values.getOrDefault(sample.id(), Float.NaN));
  }

  @Override
  public List<String> classes() {
    return quantity;
  }

  @Override
  public List<Path> files(FolderSample sample) {
    return List.of(table.file());
  }

  @Override
  public List<String> remarks() {
    return table.remarks();
  }
}
