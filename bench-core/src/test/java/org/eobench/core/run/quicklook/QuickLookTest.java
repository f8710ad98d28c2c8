package org.eobench.core.run.quicklook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.run.gallery.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickLookTest {
  private static final int MARGIN = 16;

  @TempDir Path folder;

  private Path map(SampleType type, double nodata, int width, float... values) {
    Path file = folder.resolve("map.tif");
    GeoTiffSpec spec = GeoTiffSpec.plain(width, values.length / width, 1, type);
    GeoTiffWriter.write(file, spec.withNodata(nodata), values);
    return file;
  }

  private BufferedImage read() throws IOException {
    return ImageIO.read(folder.resolve("a.png").toFile());
  }

  private static Set<Integer> legend(BufferedImage picture, int mapWidth) {
    Set<Integer> colours = new HashSet<>();
    for (int x = mapWidth + 2 * MARGIN; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    return colours;
  }

  @Test
  void classesHaveTheirColoursInTheMapAndTheLegend() throws IOException {
    Path map = map(SampleType.UINT8, 255, 2, 0, 1, 255, 3);
    QuickLook.classes(map, List.of("land", "water", "ice"), folder.resolve("a.png"));
    BufferedImage picture = read();
    assertThat(picture.getRGB(MARGIN + 10, MARGIN + 10)).isEqualTo(Palette.ofClass(0));
    assertThat(picture.getRGB(MARGIN + 470, MARGIN + 10)).isEqualTo(Palette.ofClass(1));
    assertThat(picture.getRGB(MARGIN + 10, MARGIN + 470)).isEqualTo(QuickLook.PAPER);
    assertThat(picture.getRGB(MARGIN + 470, MARGIN + 470)).isEqualTo(Palette.ofClass(3));
    assertThat(legend(picture, 480))
        .contains(Palette.ofClass(0), Palette.ofClass(1), Palette.ofClass(2), Palette.ofClass(3))
        .doesNotContain(Palette.ofClass(4));
  }

  /** The picture shows every third pixel, the counts are of all. */
  @Test
  void aLargeMapIsReducedAndCountedWhole() throws IOException {
    int width = 2500;
    float[] values = new float[width * 5];
    Arrays.fill(values, 1);
    values[0] = 2;
    Path map = map(SampleType.UINT8, 255, width, values);
    QuickLook.classes(map, List.of(), folder.resolve("a.png"));
    BufferedImage picture = read();
    assertThat(picture.getWidth()).isBetween(834, 1600);
    assertThat(picture.getRGB(MARGIN, MARGIN)).isEqualTo(Palette.ofClass(1));
    assertThat(legend(picture, 834)).contains(Palette.ofClass(1), Palette.ofClass(2));
    ReducedMap reduced = ReducedMap.ofClasses(map);
    assertThat(reduced.counts()).startsWith(0, width * 5L - 1, 1);
    assertThat(reduced.pixels()).isEqualTo(width * 5L);
  }

  @Test
  void onlyTheMostFrequentOfManyClassesAreNamed() throws IOException {
    float[] values = new float[16 * 16];
    IntStream.range(0, 256).forEach(i -> values[i] = Math.min(i, 200));
    QuickLook.classes(map(SampleType.UINT16, 999, 16, values), List.of(), folder.resolve("a.png"));
    assertThat(read().getHeight()).isEqualTo(480 + 2 * MARGIN);
    assertThat(legend(read(), 480)).contains(Palette.ofClass(200));
  }

  /** A pixel of the picture is the mean of those with data. */
  @Test
  void valuesHaveABarOfColours() throws IOException {
    float[] values = new float[2400];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 1200 ? 0 : 10;
    }
    values[0] = 5;
    values[1] = Float.NaN;
    Path map = map(SampleType.FLOAT32, Double.NaN, 2400, values);
    QuickLook.values(map, "height in m", folder.resolve("a.png"));
    BufferedImage picture = read();
    assertThat(picture.getRGB(MARGIN, MARGIN)).isEqualTo(Palette.ofValue(0.5));
    assertThat(picture.getRGB(MARGIN + 1, MARGIN)).isEqualTo(Palette.ofValue(0));
    assertThat(picture.getRGB(MARGIN + 1199, MARGIN)).isEqualTo(Palette.ofValue(1));
    assertThat(legend(picture, 1200)).contains(Palette.ofValue(0), Palette.ofValue(1));
  }

  @Test
  void aMapWithoutDataIsWhite() throws IOException {
    QuickLook.values(
        map(SampleType.FLOAT32, -1, 2, -1, -1, -1, -1), "none", folder.resolve("a.png"));
    assertThat(read().getRGB(MARGIN + 10, MARGIN + 10)).isEqualTo(QuickLook.PAPER);
  }

  @Test
  void aMapOfValuesIsNoMapOfClasses() {
    Path map = map(SampleType.FLOAT32, -1, 2, 0, 1);
    assertThatThrownBy(() -> QuickLook.classes(map, List.of(), folder.resolve("a.png")))
        .hasMessageContaining("one band of integers");
  }
}
