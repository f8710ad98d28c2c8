package org.eobench.datasets.pointseries;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.regression.ImageValue;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.split.HeldOut;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * Points of one pixel, each with a series of dates: images {@code [C,T,1,1]} of the columns that
 * {@code bands} lists, and one value. The name of a sample is its row.
 */
public final class PointSeriesDataset extends SplitDataset {
  private static final Window PIXEL = new Window(0, 0, 1, 1);

  /** The middle of a month. */
  private static final int DAY = 15;

  private final PointSeriesConfig config;
  private final Path root;

  private PointSeriesDataset(
      PointSeriesConfig config, Path root, DatasetSpec spec, SplitSamples samples) {
    super(spec, samples);
    this.config = config;
    this.root = root;
  }

  /**
   * Divides the rows.
   *
   * @throws BenchException if an array is missing, or has other rows, dates or columns
   */
  public static PointSeriesDataset open(PointSeriesConfig config, DatasetContext context) {
    DataFolder folder = DataFolder.of(config.facts());
    RasterFile series = array(folder.require(config.series()), "NTC", 0);
    int rows = series.samples(config.columns().size());
    int dates = series.header(config.columns().size()).frames();
    if (dates != config.facts().frames()) {
      throw fault(
          "DateCount",
          series.path(),
          String.format(
              Locale.ROOT,
              "the series have %d dates, but multi_temporal is %d",
              dates,
              config.facts().frames()),
          dates + " dates",
          "set `dataset.multi_temporal=" + dates + "`");
    }
    requireRows(folder.require(config.target()), "N", 1, rows);
    requireRows(folder.require(config.testRows()), "N", 1, rows);
    String months = config.months();
    if (months != null) {
      requireRows(folder.require(months), "NT", 1, rows);
    }
    String places = config.places();
    if (places != null) {
      requireRows(folder.require(places), "NC", 2, rows);
    }
    DatasetSpec spec = config.facts().spec(config.facts().datasetName(), context);
    return new PointSeriesDataset(config, folder.root(), spec, samples(config, folder, rows));
  }

  private static SplitSamples samples(PointSeriesConfig config, DataFolder folder, int rows) {
    List<Path> files = List.of(folder.require(config.series()), folder.require(config.target()));
    List<SampleRef> others = new ArrayList<>();
    List<SampleRef> test = new ArrayList<>();
    int width = String.valueOf(rows - 1).length();
    for (int row = 0; row < rows; row++) {
      float flag = values(folder.require(config.testRows()), "N", row, 1, 0)[0];
      if (flag != 0 && flag != 1) {
        throw fault(
            "UnknownSplit",
            folder.require(config.testRows()),
            String.format(Locale.ROOT, "row %d is %s", row, flag),
            "1 for a point of the test split, 0 for another",
            "correct the array, or dataset.test_rows");
      }
      String id = String.format(Locale.ROOT, "%0" + width + "d", row);
      (flag == 1 ? test : others).add(new SampleRef(id, files));
    }
    Set<String> val =
        HeldOut.of(others.stream().map(SampleRef::id).toList(), config.valShare(), config.seed());
    return new SplitSamples(
        folder.root(),
        others.stream().filter(ref -> !val.contains(ref.id())).toList(),
        others.stream().filter(ref -> val.contains(ref.id())).toList(),
        test);
  }

  @Override
  public List<String> remarks() {
    return config.months() == null || config.firstYear() != null
        ? List.of()
        : List.of(
            "the months of the series are known, but not their years; without"
                + " `dataset.first_year`, encoders see no dates");
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    int row = Integer.parseInt(ref.id());
    int dates = spec().frames();
    List<String> columns = config.columns();
    List<float[]> series = new ArrayList<>();
    for (int t = 0; t < dates; t++) {
      series.add(values(ref.files().get(0), "NTC", row, columns.size(), t));
    }
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) -> {
          float[] values = new float[wanted.size() * dates];
          for (int i = 0; i < values.length; i++) {
            int column = columns.indexOf(wanted.get(i / dates));
            values[i] = series.get(i % dates)[column];
          }
          images.put(modality, new Image(values, wanted.size(), dates, 1, 1));
        });
    float target = values(ref.files().get(1), "N", row, 1, 0)[0];
    return new Sample(images, new ImageValue(target), ref, acquisition(row, dates));
  }

  private Acquisition acquisition(int row, int dates) {
    Acquisition.Place place = null;
    String places = config.places();
    if (places != null) {
      float[] degrees = values(root.resolve(places), "NC", row, 2, 0);
      place = Acquisition.Place.of(degrees[0], degrees[1]);
    }
    List<LocalDateTime> times = new ArrayList<>();
    String months = config.months();
    Integer firstYear = config.firstYear();
    if (months != null && firstYear != null) {
      int year = firstYear;
      int last = -1;
      for (int t = 0; t < dates; t++) {
        int month = month(root.resolve(months), row, t);
        year += month < last ? 1 : 0;
        last = month;
        times.add(LocalDateTime.of(year, month + 1, DAY, 12, 0));
      }
    }
    return new Acquisition(times, place, null);
  }

  private static int month(Path file, int row, int date) {
    float month = values(file, "NT", row, 1, date)[0];
    if (!(month >= 0 && month <= 11 && month == Math.rint(month))) {
      throw fault(
          "InvalidDate",
          file,
          String.format(Locale.ROOT, "row %d has the month %s at date %d", row, month, date),
          "0 for January to 11 for December",
          "correct the array");
    }
    return (int) month;
  }

  private static RasterFile array(Path file, String axes, int row) {
    return new RasterFile(file, null, axes, row);
  }

  /** The values of one row at one date. */
  private static float[] values(Path file, String axes, int row, int bands, int date) {
    try (RasterSource source = array(file, axes, row).open(bands)) {
      int[] all = IntStream.range(0, bands).toArray();
      return source.measured(all, date, PIXEL, bands, null, null);
    }
  }

  private static void requireRows(Path file, String axes, int bands, int rows) {
    int own = array(file, axes, 0).samples(bands);
    if (own != rows) {
      throw fault(
          "RowCount",
          file,
          String.format(Locale.ROOT, "the array has %d rows, but the series have %d", own, rows),
          "one row for each point",
          "take all arrays from the same version of the data");
    }
  }

  private static BenchException fault(
      String id, Path file, String what, String expected, String next) {
    return new BenchException(
        ExitCode.DATA, Problem.of(id, what).at(file.toString()).expecting(expected).next(next));
  }
}
