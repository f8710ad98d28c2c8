package org.eobench.datasets.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.eobench.core.io.geotiff.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

class CoveredPixelsTest {
  private static final int HEIGHT = 40;
  private static final int WIDTH = 50;
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private long state = 11;

  private double draw() {
    state = (1_103_515_245L * state + 12_345) % (1L << 31);
    return state / (double) (1L << 31);
  }

  private LinearRing ring(int step, double row, double column, double size, int points) {
    Coordinate[] ring = new Coordinate[points + 1];
    for (int i = 0; i < points; i++) {
      double x = column + size * (draw() - 0.5);
      double y = row + size * (draw() - 0.5);
      ring[i] =
          step == 0
              ? new Coordinate(x, y)
              : new Coordinate(Math.floor(x * step) / step, Math.floor(y * step) / step);
    }
    ring[points] = ring[0];
    return FACTORY.createLinearRing(ring);
  }

  private List<Polygon> polygons(int step) {
    List<Polygon> polygons = new ArrayList<>();
    for (int k = 0; k < 60; k++) {
      int points = 3 + (int) (7 * draw());
      double row = HEIGHT * draw();
      double column = WIDTH * draw();
      double size = 8 + 40 * draw();
      LinearRing outer = ring(step, row, column, size, points);
      LinearRing[] holes =
          k % 3 == 0 ? new LinearRing[] {ring(step, row, column, size / 3, 4)} : new LinearRing[0];
      polygons.add(FACTORY.createPolygon(outer, holes));
    }
    return polygons;
  }

  private static byte[] covered(Geometry geometry, boolean allTouched, Window window) {
    byte[] covered = new byte[window.height() * window.width()];
    new CoveredPixels(
            window,
            allTouched,
            (row, from, to) ->
                Arrays.fill(
                    covered, row * window.width() + from, row * window.width() + to, (byte) 1))
        .of(geometry);
    return covered;
  }

  /**
   * Sixty polygons, some of which cross themselves or have holes, with corners anywhere or on
   * eighths, halves or borders of pixels. The numbers are those of GDAL 3.6.2 by {@code
   * rasterio.features.rasterize}: covered pixels, and the checksum of all bytes.
   */
  @ParameterizedTest
  @CsvSource({
    "0, false, 5233, 2689078335",
    "8, false, 5233, 114001757",
    "2, false, 5280, 708984240",
    "1, false, 5203, 1483225947",
    "0, true, 7613, 3971237089"
  })
  void coversThePixelsThatGdalCovers(int step, boolean allTouched, int pixels, long checksum) {
    CRC32 crc = new CRC32();
    int count = 0;
    for (Polygon polygon : polygons(step)) {
      byte[] covered = covered(polygon, allTouched, new Window(0, 0, HEIGHT, WIDTH));
      crc.update(covered);
      for (byte pixel : covered) {
        count += pixel;
      }
    }
    assertThat(count).isEqualTo(pixels);
    assertThat(crc.getValue()).isEqualTo(checksum);
  }

  /**
   * On corners and borders of pixels, GDAL 3.6.2 also takes some of the pixels that an edge only
   * touches; this takes none of them.
   */
  @ParameterizedTest
  @CsvSource({"1", "2"})
  void allTouchedAddsThePixelsWhoseInsideAnEdgeCrosses(int step) {
    Window window = new Window(0, 0, HEIGHT, WIDTH);
    for (Polygon polygon : polygons(step).subList(0, 4)) {
      byte[] inside = covered(polygon, false, window);
      byte[] touched = covered(polygon, true, window);
      for (int i = 0; i < touched.length; i++) {
        Geometry pixel =
            FACTORY.toGeometry(
                new Envelope(i % WIDTH, i % WIDTH + 1.0, i / WIDTH, i / WIDTH + 1.0));
        boolean crossed = pixel.relate(polygon.getBoundary(), "T********");
        assertThat(touched[i] == 1).isEqualTo(inside[i] == 1 || crossed);
      }
    }
  }

  @Test
  void aWindowShowsItsPartOfTheWhole() {
    for (boolean allTouched : new boolean[] {false, true}) {
      for (Polygon polygon : polygons(2)) {
        byte[] whole = covered(polygon, allTouched, new Window(0, 0, HEIGHT, WIDTH));
        byte[] part = covered(polygon, allTouched, new Window(13, 17, 11, 23));
        for (int i = 0; i < part.length; i++) {
          assertThat(part[i]).isEqualTo(whole[(13 + i / 23) * WIDTH + 17 + i % 23]);
        }
      }
    }
  }

  @Test
  void aPointCoversThePixelThatContainsIt() {
    byte[] covered =
        covered(
            FACTORY.createMultiPointFromCoords(
                new Coordinate[] {
                  new Coordinate(3.99, 2.01), new Coordinate(50, 1), new Coordinate(-0.1, 0)
                }),
            false,
            new Window(0, 0, HEIGHT, WIDTH));

    assertThat(covered[2 * WIDTH + 3]).isEqualTo((byte) 1);
    int sum = 0;
    for (byte pixel : covered) {
      sum += pixel;
    }
    assertThat(sum).isEqualTo(1);
  }
}
