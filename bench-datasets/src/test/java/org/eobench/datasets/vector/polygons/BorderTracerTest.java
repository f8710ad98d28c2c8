package org.eobench.datasets.vector.polygons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.vector.CoveredPixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Polygon;

class BorderTracerTest {
  private record Traced(int label, long pixels, double mean, Polygon polygon) {}

  private static List<Traced> trace(int[][] map) {
    List<Traced> traced = new ArrayList<>();
    BorderTracer tracer =
        new BorderTracer(
            map[0].length,
            region ->
                traced.add(
                    new Traced(
                        region.label,
                        region.pixels(),
                        region.mean(),
                        PixelRings.polygon(region.rings()))));
    for (int[] row : map) {
      float[] values = new float[row.length];
      for (int x = 0; x < row.length; x++) {
        values[x] = x;
      }
      tracer.accept(row, values);
    }
    tracer.end();
    return traced;
  }

  private static int[][] map(String... rows) {
    return Arrays.stream(rows)
        .map(row -> row.chars().map(c -> c == '.' ? BorderTracer.NONE : c - '0').toArray())
        .toArray(int[][]::new);
  }

  @Test
  void aBorderHasCornersOnlyAndHoles() {
    List<Traced> traced = trace(map("1111", "1221", "1..1", "1111"));
    assertThat(traced).hasSize(2);
    assertThat(traced.get(0).label()).isEqualTo(2);
    assertThat(traced.get(0).polygon().toText()).isEqualTo("POLYGON ((1 2, 1 1, 3 1, 3 2, 1 2))");
    Polygon ring = traced.get(1).polygon();
    assertThat(ring.getNumInteriorRing()).isEqualTo(1);
    assertThat(ring.getArea()).isEqualTo(12);
    assertThat(ring.getExteriorRing().getNumPoints()).isEqualTo(5);
  }

  /** Pixels that touch at a corner are not connected. */
  @Test
  void cornersDoNotConnect() {
    List<Traced> traced = trace(map("12", "21"));
    assertThat(traced).hasSize(4).allSatisfy(each -> assertThat(each.pixels()).isEqualTo(1));
  }

  /** The hole touches the outer border at a corner; both are rings of their own. */
  @Test
  void aRegionThatTouchesItselfAtACornerIsValid() {
    List<Traced> traced = trace(map("111.", "1.1.", "11..", "...."));
    assertThat(traced).hasSize(1);
    Polygon polygon = traced.get(0).polygon();
    assertThat(polygon.isValid()).isTrue();
    assertThat(polygon.getNumInteriorRing()).isEqualTo(1);
    assertThat(polygon.getArea()).isEqualTo(7);
  }

  @Test
  void valuesOfTheRegionAreAveraged() {
    List<Traced> traced = trace(map("122", "111"));
    assertThat(traced.get(0).mean()).isEqualTo(1.5);
    assertThat(traced.get(1).mean()).isEqualTo(3 / 4.0);
  }

  /**
   * Compared with flood fill, and with gdal_rasterize's rule for the pixels of a polygon: each
   * pixel of a class is covered once, by a valid polygon as large as its region.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void polygonsCoverTheirPixels(int seed) {
    Random random = new Random(seed);
    for (int trial = 0; trial < 40; trial++) {
      int height = 1 + random.nextInt(14);
      int width = 1 + random.nextInt(14);
      int classes = 1 + random.nextInt(4);
      int[][] map = new int[height][width];
      for (int[] row : map) {
        Arrays.setAll(row, x -> random.nextInt(classes + 1) - 1);
      }
      List<Traced> traced = trace(map);
      assertThat(traced).hasSize(regions(map));
      int[][] covered = new int[height][width];
      for (Traced each : traced) {
        assertThat(each.polygon().isValid()).as(each.polygon().toText()).isTrue();
        assertThat(each.polygon().getArea()).isEqualTo(each.pixels());
        new CoveredPixels(
                new Window(0, 0, height, width),
                false,
                (row, from, to) -> {
                  for (int x = from; x < to; x++) {
                    assertThat(map[row][x]).isEqualTo(each.label());
                    covered[row][x]++;
                  }
                })
            .of(each.polygon());
      }
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          assertThat(covered[y][x]).isEqualTo(map[y][x] == BorderTracer.NONE ? 0 : 1);
        }
      }
    }
  }

  private static int regions(int[][] map) {
    boolean[][] seen = new boolean[map.length][map[0].length];
    int regions = 0;
    for (int y = 0; y < map.length; y++) {
      for (int x = 0; x < map[0].length; x++) {
        if (map[y][x] != BorderTracer.NONE && !seen[y][x]) {
          regions++;
          fill(map, seen, y, x, map[y][x]);
        }
      }
    }
    return regions;
  }

  private static void fill(int[][] map, boolean[][] seen, int y, int x, int label) {
    boolean outside = y < 0 || x < 0 || y >= map.length || x >= map[0].length;
    if (outside || seen[y][x] || map[y][x] != label) {
      return;
    }
    seen[y][x] = true;
    fill(map, seen, y - 1, x, label);
    fill(map, seen, y + 1, x, label);
    fill(map, seen, y, x - 1, label);
    fill(map, seen, y, x + 1, label);
  }

  /** A path that turns at both sides is one region whose border is joined from many parts. */
  @Test
  void longBordersAreJoined() {
    int side = 101;
    int[][] map = new int[side][side];
    for (int y = 0; y < side; y++) {
      int turn = y % 4 == 1 ? side - 1 : 0;
      int row = y;
      Arrays.setAll(map[y], x -> row % 2 == 0 || x == turn ? 3 : BorderTracer.NONE);
    }
    List<Traced> traced = trace(map);
    assertThat(traced).hasSize(1);
    Polygon polygon = traced.get(0).polygon();
    assertThat(polygon.isValid()).isTrue();
    assertThat(polygon.getNumInteriorRing()).isZero();
    assertThat(polygon.getArea()).isEqualTo(51 * side + 50);
  }
}
