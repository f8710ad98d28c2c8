package org.eobench.testing.layouts.series;

import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.layouts.LayoutFixture;

/** Tasks of Presto's authors: arrays with a row for each point, of which the last four are test. */
public enum PointSeriesFixture implements LayoutFixture {
  /** Twelve months and a severity from 1 to 5. */
  ALGAE("presto_algae_blooms", 12),
  /** Three months and a percentage. */
  FUEL("presto_fuel_moisture", 3);

  private static final int POINTS = 24;
  private static final int TEST = 4;
  private static final BandValues COLUMNS =
      new BandValues(
          new double[] {
            -12, -19, 1200, 1250, 1150, 1500, 2200, 2500, 2600, 2700, 900, 1900, 1200, 288, 0.003,
            300, 2, 0.4
          },
          new double[] {
            3, 3, 200, 200, 250, 250, 400, 450, 500, 500, 200, 400, 300, 8, 0.002, 90, 1.5, 0.2
          });

  private final String dataset;
  private final int dates;

  PointSeriesFixture(String dataset, int dates) {
    this.dataset = dataset;
    this.dates = dates;
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public void write(Path root) {
    int columns = COLUMNS.bands();
    write(
        root,
        "s1_s2_era5_srtm",
        "<f8",
        i -> COLUMNS.at(i / columns, i % columns, i / columns / dates),
        POINTS,
        dates,
        columns);
    write(root, "month", "<i8", i -> (5 + i / dates + i % dates) % 12, POINTS, dates);
    write(root, "latlon", "<f8", i -> i % 2 == 0 ? 38 + i / 100.0 : -99 - i / 100.0, POINTS, 2);
    write(
        root,
        "target",
        this == ALGAE ? "<i8" : "<f8",
        i -> this == ALGAE ? 1 + i % 5 : 60.5 + 7 * (i % 11),
        POINTS);
    write(root, "is_test", "<i8", i -> i < POINTS - TEST ? 0 : 1, POINTS);
  }

  private static void write(
      Path root, String name, String type, IntToDoubleFunction values, int... shape) {
    NumpyFixture.npy(BandValues.in(root, name + ".npy"), type, shape, values);
  }
}
