package org.eobench.datasets.geobench2;

import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.folder.labels.Legend;
import org.eobench.datasets.raster.TargetBands;
import org.eobench.datasets.raster.UnknownLabel;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.tortilla.TortillaRow;

/** The targets of samples: names of classes in a column, or a raster of classes or values. */
record SampleLabels(DatasetSpec spec, Legend legend, int band) {

  /**
   * The classes that a column names.
   *
   * @throws BenchException if one is unknown
   */
  Target ofColumn(TortillaRow row, String column) {
    boolean[] present = new boolean[spec.numClasses()];
    for (String name : row.cell(column)) {
      int index = spec.classes().indexOf(name);
      if (index < 0) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of("UnknownLabel", "the label '" + name + "' is no class")
                .at(row.row().place() + ", column " + column)
                .expecting(Suggest.sentence(name, spec.classes()))
                .next("correct dataset.classes"));
      }
      present[index] = true;
    }
    return new ImageClasses(present);
  }

  /**
   * The classes or values of the pixels of a window.
   *
   * @param image size of the image, which the raster must have
   */
  Target ofRaster(TortillaRow file, Grid image, Window window) {
    try (PartRaster raster = PartRaster.open(file, 0)) {
      RasterSource source = raster.source();
      RasterHeader header = source.header();
      TargetBands.requireThere(header, band);
      if (!header.grid().isSameSize(image)) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "TargetSize",
                    String.format(
                        Locale.ROOT,
                        "the file %s has %d x %d pixels",
                        file.id(),
                        header.grid().height(),
                        header.grid().width()))
                .at(file.row().place())
                .expecting(
                    String.format(
                        Locale.ROOT, "%d x %d, as the image has", image.height(), image.width()))
                .next("correct dataset.mask, or make the modality of its size the first one"));
      }
      int[] bands = {band - 1};
      if (spec.task().equals(Regression.KIND)) {
        float[] values = source.measured(bands, 0, window, header.bands(), null, null);
        return new ValueMap(values, window.height(), window.width());
      }
      double[] stored = source.stored(bands, 0, window, header.bands());
      int[] labels = new int[stored.length];
      for (int i = 0; i < labels.length; i++) {
        int meaning = meaning(stored[i], header);
        if (meaning == Legend.UNLISTED) {
          throw UnknownLabel.of(
              header.type().text(stored[i]),
              file.row().place() + ", file " + file.id(),
              window,
              i,
              spec,
              "correct dataset.labels");
        }
        labels[i] = meaning == Legend.IGNORED ? spec.ignoreIndex() : meaning;
      }
      return new LabelMap(labels, window.height(), window.width());
    }
  }

  private int meaning(double value, RasterHeader header) {
    if (!legend.isEmpty()) {
      int meaning = Double.isNaN(value) ? Legend.IGNORED : legend.ofValue(value);
      return meaning == Legend.UNLISTED && header.isNodata(value) ? Legend.IGNORED : meaning;
    }
    boolean isClass = value >= 0 && value < spec.numClasses() && value == Math.rint(value);
    if (value == spec.ignoreIndex()) {
      return Legend.IGNORED;
    }
    boolean empty = Double.isNaN(value) || header.isNodata(value);
    return isClass ? (int) value : empty ? Legend.IGNORED : Legend.UNLISTED;
  }
}
