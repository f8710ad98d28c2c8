package org.eobench.datasets.folder.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskReaderTest {
  private static final int IGNORED = -9;

  @TempDir Path folder;

  private int[] labels(String mask, String labels, TiffBuilder builder) {
    Path file = builder.write(folder.resolve("mask.tif"));
    return labels(mask, labels, file, GeoTiffReader.info(file).all());
  }

  private static int[] labels(String mask, String labels, Path file, Window window) {
    Legend legend =
        LegendReader.read((MapNode) ConfigNode.ofYaml(labels, "my.yaml"), List.of(), IGNORED);
    List<String> classes = legend.isEmpty() ? List.of("a", "b", "c") : legend.classes();
    DatasetSpec spec =
        new DatasetSpec(
            "own",
            1,
            Segmentation.KIND,
            Quantity.PLAIN,
            Map.of(),
            Map.of(),
            classes,
            IGNORED,
            List.of(),
            0,
            1,
            "",
            "");
    MaskConfig config = MaskConfig.of(ConfigNode.ofYaml(mask, "my.yaml"));
    Grid image = Grid.of(GeoTiffReader.info(file));
    MaskReader reader = new MaskReader(config, legend);
    return ((LabelMap) reader.read(RasterFile.of(file), window, image, spec)).labels();
  }

  @Test
  void mapsValuesAndIgnoresWhatHasNoData() {
    double[] values = {1, 4, 3, 255, 9, 2};
    TiffBuilder mask = TiffBuilder.unsigned(8, 3, 2, values).nodata("9");

    assertThat(labels("m*", "{1: forest, 2: water, [3, 4]: crop, 255: ignore}", mask))
        .containsExactly(0, 2, 2, IGNORED, IGNORED, 1);
    assertThat(labels("m*", "{1: forest, '2-4': water, 9: crop, other: ignore}", mask))
        .as("a nodata value that is listed is a label")
        .containsExactly(0, 1, 1, IGNORED, 2, 1);
    assertThat(labels("{files: m*, nodata: 2}", "{1: a, 3: a, 4: a, 9: b, 255: b}", mask))
        .as("a given nodata value, besides the file's, which is listed")
        .containsExactly(0, 0, 0, 1, 1, IGNORED);
    assertThat(labels("{files: m*, nodata: 2}", "{1: a, other: b}", mask))
        .containsExactly(0, 1, 1, 1, IGNORED, IGNORED);
  }

  @Test
  void mapsFloatingPointMasksWithNan() {
    double[] values = {1, Double.NaN, -9999, 3};

    assertThat(
            labels(
                "m*",
                "{3: water, 1: land}",
                TiffBuilder.floating(32, 2, 2, values).nodata("-9999")))
        .containsExactly(1, IGNORED, IGNORED, 0);
    assertThatThrownBy(
            () ->
                labels(
                    "m*",
                    "{3: water, 1: land}",
                    TiffBuilder.floating(32, 2, 1, new double[] {1, 2.5})))
        .hasMessageContaining("the mask contains 2.5");
  }

  @Test
  void namesTheFirstValueThatIsNotListedAndAllOthers() {
    Path file =
        TiffBuilder.unsigned(8, 3, 3, new double[] {1, 1, 1, 1, 7, 2, 8, 7, 7})
            .write(folder.resolve("mask.tif"));

    assertThatThrownBy(() -> labels("m*", "{1: forest, 2: water}", file, new Window(1, 1, 2, 2)))
        .hasMessage(
            "[Bench/UnknownLabel] the mask contains 7, which dataset.labels does not list (3 pixels"
                + " of this window; values 7)\n"
                + "  where: "
                + file
                + ", row 1, col 1\n"
                + "  expected: 1 (forest), 2 (water)\n"
                + "  next: add `7: CLASS` or `7: ignore` to dataset.labels, or `other: ignore` for"
                + " all values that it does not list");
    assertThatThrownBy(() -> labels("m*", "{1: forest, 2: water}", file, new Window(0, 0, 3, 3)))
        .hasMessageContaining("(4 pixels of this window; values 7, 8)");
  }

  @Test
  void readsColoursAndTakesAFourthBandForAlpha() {
    double[] red = {255, 0, 0, 255};
    double[] green = {0, 255, 0, 0};
    double[] blue = {0, 0, 0, 0};
    String legend = "{'#00ff00': forest, '#ff0000': city, '#000000': ignore}";

    assertThat(labels("m*", legend, TiffBuilder.unsigned(8, 2, 2, red, green, blue)))
        .containsExactly(1, 0, IGNORED, 1);
    assertThat(
            labels(
                "m*",
                legend,
                TiffBuilder.unsigned(8, 2, 2, red, green, blue, new double[] {255, 255, 255, 0})
                    .lastBandIsAlpha()))
        .containsExactly(1, 0, IGNORED, IGNORED);
    assertThatThrownBy(
            () -> labels("m*", "{'#ff0000': a}", TiffBuilder.unsigned(8, 2, 2, red, green, blue)))
        .hasMessageContaining("the mask contains #00ff00")
        .hasMessageContaining("values #000000, #00ff00")
        .hasMessageContaining("row 0, col 1")
        .hasMessageContaining("add `'#00ff00': CLASS`");
    assertThatThrownBy(() -> labels("m*", legend, TiffBuilder.unsigned(8, 2, 2, red)))
        .hasMessageContaining("the mask has 1 bands")
        .hasMessageContaining("3 bands of red, green and blue");
  }

  @Test
  void takesTheLargestBandAndRefusesATie() {
    double[] one = {0.9, 0.1, 0, -3, 0.4, 0};
    double[] two = {0.2, 0.6, 0, -1, 0.4, 0};
    double[] three = {0.1, 0.5, 0, -2, 0.5, 1};
    String legend = "{band 1: a, band 3: b, band 2: c, other: ignore}";

    assertThat(labels("m*", legend, TiffBuilder.floating(32, 2, 3, one, two, three)))
        .containsExactly(0, 2, IGNORED, 2, 1, 1);
    assertThatThrownBy(
            () ->
                labels(
                    "m*",
                    "{band 1: a, band 2: b, band 3: c}",
                    TiffBuilder.floating(32, 2, 3, one, two, three)))
        .hasMessageContaining("no band of the mask has a value above 0")
        .hasMessageContaining("row 1, col 0")
        .hasMessageContaining("add `other: ignore`");
    assertThatThrownBy(
            () ->
                labels(
                    "m*",
                    "{band 1: a, band 2: b, other: ignore}",
                    TiffBuilder.unsigned(8, 2, 1, new double[] {1, 1}, new double[] {0, 1})))
        .hasMessageContaining("the bands 1 and 2 of the mask both have the largest value")
        .hasMessageContaining("row 0, col 1");
    assertThatThrownBy(() -> labels("m*", legend, TiffBuilder.unsigned(8, 2, 3, one, two)))
        .hasMessageContaining("the mask has 2 bands")
        .hasMessageContaining("the 3 bands of dataset.labels: band 1 (a), band 3 (b), band 2 (c)");
  }

  @Test
  void readsOneOfSeveralBandsOnlyWhenToldWhich() {
    TiffBuilder two =
        TiffBuilder.unsigned(8, 2, 1, new double[] {7, 7}, new double[] {1, 2}).nodata("2");

    assertThat(labels("{files: m*, band: 2}", "{1: forest, 2: water}", two)).containsExactly(0, 1);
    assertThat(labels("{files: m*, band: 2}", "{}", two)).containsExactly(1, 2);
    assertThat(labels("{files: m*, band: 2, nodata: 1}", "{}", two)).containsExactly(IGNORED, 2);
    assertThatThrownBy(() -> labels("m*", "{1: forest, 2: water}", two))
        .hasMessageContaining("the mask has 2 bands")
        .hasMessageContaining("one band of class numbers")
        .hasMessageContaining("dataset.mask={files:");
    assertThatThrownBy(() -> labels("{files: m*, band: 3}", "{}", two))
        .hasMessageContaining("the mask has no band 3")
        .hasMessageContaining("one of its bands, 1 to 2");
    assertThatThrownBy(() -> labels("{file: m*}", "{}", two))
        .hasMessageContaining("dataset.mask.file is not a key of dataset.mask")
        .hasMessageContaining("did you mean files?");
  }
}
