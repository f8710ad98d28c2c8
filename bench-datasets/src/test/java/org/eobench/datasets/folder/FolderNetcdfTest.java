package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The georeference of NetCDF files by the CF conventions, of 6 x 8 pixels of 10 m. */
class FolderNetcdfTest {
  private static final String KEYS =
      "images: {optical: {files: '*.nc:/red', axes: HW}}\nbands: {optical: [red]}\n"
          + "polygons: {file: p.json, attribute: kind, crs: 'EPSG:32633'}\nclasses: [wheat]\n";

  @TempDir Path root;
  @TempDir Path cache;

  private static double[] centres(int count, double first, double step) {
    double[] centres = new double[count];
    Arrays.setAll(centres, i -> first + i * step);
    return centres;
  }

  private void image(double[] y, Consumer<WritableDataset> mapping) {
    try (WritableHdfFile out = HdfFile.write(root.resolve("a.nc"))) {
      WritableDataset red = out.putDataset("red", new float[6][8]);
      red.putAttribute("grid_mapping", "crs");
      out.putDataset("x", centres(8, 500_005, 10))
          .putAttribute("standard_name", "projection_x_coordinate");
      out.putDataset("y", y).putAttribute("standard_name", "projection_y_coordinate");
      mapping.accept(out.putDataset("crs", 0));
    }
  }

  private static void utm(WritableDataset crs) {
    crs.putAttribute("grid_mapping_name", "transverse_mercator");
    crs.putAttribute("longitude_of_central_meridian", 15.0);
    crs.putAttribute("scale_factor_at_central_meridian", 0.9996);
    crs.putAttribute("false_easting", 500_000.0);
    crs.putAttribute("semi_major_axis", 6_378_137.0);
    crs.putAttribute("inverse_flattening", 298.257223563);
  }

  /** One square over row 1, columns 2 and 3 of an image whose first row is in the north. */
  private void polygon() throws IOException {
    Files.writeString(
        root.resolve("p.json"),
        "{\"type\":\"Feature\",\"properties\":{\"kind\":\"wheat\"},\"geometry\":{\"type\":"
            + "\"Polygon\",\"coordinates\":[[[500018,4999988],[500038,4999988],"
            + "[500038,4999982],[500018,4999982],[500018,4999988]]]}}");
  }

  private Sample read() {
    EoDataset dataset = OwnFolder.open(root, cache, KEYS);
    return OwnFolder.read(dataset, "a");
  }

  private static int[] rowsOfWheat(Sample sample) {
    int[] labels = ((LabelMap) sample.target()).labels();
    return java.util.stream.IntStream.range(0, labels.length).filter(i -> labels[i] == 0).toArray();
  }

  @Test
  void placesPolygonsByTheCoordinatesOfAVariable() throws IOException {
    polygon();
    image(centres(6, 4_999_995, -10), FolderNetcdfTest::utm);
    Sample north = read();
    assertThat(rowsOfWheat(north)).containsExactly(10, 11);
    assertThat(Objects.requireNonNull(north.acquisition().place()).longitude())
        .isBetween(14.99, 15.01);

    image(centres(6, 4_999_945, 10), FolderNetcdfTest::utm);
    assertThat(rowsOfWheat(read())).as("the first row in the south").containsExactly(34, 35);
  }

  @Test
  void readsTheCodeOfTheWellKnownText() throws IOException {
    polygon();
    image(
        centres(6, 4_999_995, -10),
        crs ->
            crs.putAttribute(
                "crs_wkt",
                "PROJCRS[\"UTM 33\",BASEGEOGCRS[\"WGS"
                    + " 84\",ID[\"EPSG\",4326]],ID[\"EPSG\",32633]]"));
    assertThat(rowsOfWheat(read())).containsExactly(10, 11);
  }

  @Test
  void refusesUnevenAndAmbiguousCoordinates() throws IOException {
    polygon();
    double[] uneven = centres(6, 4_999_995, -10);
    uneven[3] += 4;
    image(uneven, FolderNetcdfTest::utm);
    assertThatThrownBy(this::read)
        .hasMessageContaining("the coordinates y are not evenly spaced, such as at index 3")
        .hasMessageContaining("a.nc:/red")
        .hasMessageContaining("gdalwarp");
    try (WritableHdfFile out = HdfFile.write(root.resolve("a.nc"))) {
      out.putDataset("red", new float[6][8]);
      for (String name : new String[] {"lon", "lon2"}) {
        out.putDataset(name, centres(8, 14, 0.1)).putAttribute("units", "degrees_east");
      }
    }
    assertThatThrownBy(this::read)
        .hasMessageContaining("2 variables may be the coordinates of its columns: [lon, lon2]");
  }

  @Test
  void hasNoGeoreferenceWithoutCoordinatesOrAKnownSystem() throws IOException {
    polygon();
    try (WritableHdfFile out = HdfFile.write(root.resolve("a.nc"))) {
      out.putDataset("red", new float[6][8]);
      out.putDataset("x", centres(8, 0, 1)); // an array called x, and no coordinates
      out.putDataset("y", new double[] {1, 5, 2, 7, 7, 1});
    }
    assertThatThrownBy(this::read).hasMessageContaining("a.nc");
    image(
        centres(6, 4_999_995, -10),
        crs -> crs.putAttribute("grid_mapping_name", "lambert_conformal_conic"));
    assertThatThrownBy(this::read).hasMessageContaining("a.nc");
  }

  @Test
  void unpacksCoordinatesAndKilometres() throws IOException {
    polygon();
    try (WritableHdfFile out = HdfFile.write(root.resolve("a.nc"))) {
      out.putDataset("red", new float[6][8]).putAttribute("grid_mapping", "crs");
      WritableDataset x = out.putDataset("x", new short[] {0, 1, 2, 3, 4, 5, 6, 7});
      x.putAttribute("standard_name", "projection_x_coordinate");
      x.putAttribute("scale_factor", 10.0);
      x.putAttribute("add_offset", 500_005.0);
      WritableDataset y = out.putDataset("y", centres(6, 4_999.995, -0.01));
      y.putAttribute("standard_name", "projection_y_coordinate");
      y.putAttribute("units", "km");
      utm(out.putDataset("crs", 0));
    }
    assertThat(rowsOfWheat(read())).containsExactly(10, 11);
  }

  @Test
  void refusesCoordinatesOfTexts() throws IOException {
    polygon();
    try (WritableHdfFile out = HdfFile.write(root.resolve("a.nc"))) {
      out.putDataset("red", new float[6][8]);
      out.putDataset("x", new String[] {"a", "b", "c", "d", "e", "f", "g", "h"})
          .putAttribute("standard_name", "projection_x_coordinate");
      out.putDataset("y", centres(6, 4_999_995, -10))
          .putAttribute("standard_name", "projection_y_coordinate");
    }
    assertThatThrownBy(this::read).hasMessageContaining("the coordinates x are no numbers");
  }

  /** A series as xarray writes it: a variable for each band, and times in a unit since a date. */
  private EoDataset series(String units, String calendar, Object times) {
    try (WritableHdfFile out = HdfFile.write(root.resolve("s.nc"))) {
      out.putDataset("B02", new float[][][] {{{1, 2}}, {{3, 4}}});
      out.putDataset("B03", new float[][][] {{{5, 6}}, {{7, 8}}});
      out.putDataset("label", new int[][] {{0, 0}});
      WritableDataset time = out.putDataset("time", times);
      time.putAttribute("units", units);
      time.putAttribute("calendar", calendar);
    }
    return OwnFolder.open(
        root,
        cache,
        "images: {optical: {files: '*.nc:{band}', axes: THW, timestamps: '*.nc:time', band_names:"
            + " {B2: B02, B3: B03}}}\nmask: '*.nc:label'\nbands: {optical: [B2, B3]}\n"
            + "classes: [x]\nmulti_temporal: 2\n");
  }

  @Test
  void readsVariablesOfBandsAndTimes() {
    Sample sample =
        OwnFolder.read(
            series("days since 2018-01-01", "proleptic_gregorian", new long[] {58, 0}), "s");
    assertThat(sample.acquisition().dates())
        .containsExactly(
            LocalDateTime.parse("2018-01-01T00:00"), LocalDateTime.parse("2018-02-28T00:00"));
    assertThat(OwnFolder.image(sample, "optical").data()).containsExactly(3, 4, 1, 2, 7, 8, 5, 6);

    double[] hours = {0, 24 * 59 + 10.5};
    Sample timed =
        OwnFolder.read(series("hours since 2020-01-01 00:00:00.0", "standard", hours), "s");
    assertThat(timed.acquisition().dates().get(1)).isEqualTo("2020-02-29T10:30:00");
  }

  @Test
  void refusesTimesOfOtherCalendarsAndUnits() {
    assertThatThrownBy(() -> series("days since 2018-01-01", "360_day", new long[] {0, 58}))
        .hasMessageContaining("the times are in the calendar 360_day")
        .hasMessageContaining("set timestamps to a list of dates");
    assertThatThrownBy(() -> series("months since 2018-01-01", "", new long[] {0, 58}))
        .hasMessageContaining("'0' at position 0 is not a date");
    assertThatThrownBy(
            () -> series("days since 2018-01-01", "standard", new long[] {0, Long.MIN_VALUE}))
        .hasMessageContaining("'-9223372036854775808' at position 1 is not a date");
  }
}
