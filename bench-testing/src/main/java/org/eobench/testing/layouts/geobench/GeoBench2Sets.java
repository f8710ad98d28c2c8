package org.eobench.testing.layouts.geobench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.testing.layouts.LayoutFixture;
import org.eobench.testing.layouts.geobench.GeoBench2Fixture.Mask;
import org.eobench.testing.layouts.geobench.GeoBench2Fixture.Part;

/** Data sets of GEO-Bench-2. */
public final class GeoBench2Sets {
  private static final int SIZE = GeoBench2Fixture.SIZE;
  private static final List<Double> LEVEL_2A =
      List.of(
          360.0, 410.0, 590.0, 560.0, 920.0, 1790.0, 2090.0, 2240.0, 2290.0, 2290.0, 1560.0, 970.0);
  private static final List<Double> COLOURS = List.of(117.0, 104.0, 77.0, 255.0);

  private GeoBench2Sets() {}

  /** All of them. */
  public static List<LayoutFixture> all() {
    return List.of(
        labelled(
            "benv2",
            List.of(
                new Part("s1", "", -32, SIZE, 0, List.of(-19.0, -12.0)),
                new Part("s2", "", 16, SIZE, 0, LEVEL_2A)),
            "labels",
            List.of("Urban fabric", "Arable land", "Marine waters", "Pastures")),
        masked("burn_scars", List.of(hls()), new Mask("mask", 1, List.of(-1, 0, 1), false)),
        masked(
            "caffe",
            List.of(new Part("img", "", 8, SIZE, 0, List.of(63.0))),
            new Mask("mask", 1, List.of(0, 1, 2, 3), false)),
        masked(
            "cloudsen12",
            List.of(new Part("image", "", 16, SIZE, 0, LEVEL_2A)),
            new Mask("target", 1, List.of(0, 1, 2, 3), false)),
        new GeoBench2Fixture(
            "geobench2_dynamic_earthnet",
            parts("dynamic_earthnet"),
            planet(),
            new Mask("label", 9, List.of(0, 1, 2, 3, 4, 5, 6), false),
            null,
            List.of()),
        masked(
            "flair2",
            List.of(new Part("aerial", "", 8, SIZE, 0, List.of(110.0, 115.0, 106.0, 104.0, 18.0))),
            new Mask("mask", 1, List.of(1, 2, 5, 12, 13, 18), false)),
        masked(
            "fotw",
            List.of(
                new Part("win_a", "", 16, SIZE, 0, List.of(862.0, 853.0, 592.0, 2984.0)),
                new Part("win_b", "", 16, SIZE, 0, List.of(962.0, 953.0, 692.0, 2584.0)),
                new Part("instance", "", 16, SIZE, 0, List.of(9.0))),
            new Mask("semantic", 3, List.of(0, 1, 2), false)),
        masked(
            "kuro_siwo",
            List.of(
                radar("pre_1"),
                radar("pre_2"),
                radar("post"),
                new Part("dem", "", -32, SIZE, 0, List.of(900.0)),
                new Part("invalid", "", 8, SIZE, 0, List.of(1.0))),
            new Mask("mask", 4, List.of(0, 1, 2, 3), false)),
        new GeoBench2Fixture(
            "geobench2_pastis",
            parts("pastis"),
            List.of(
                new Part("s2", "", -32, SIZE, 9, LEVEL_2A.subList(0, 10)),
                new Part("s1a", "", -32, SIZE, 8, List.of(-10.0, -17.0, 7.0)),
                new Part("s1d", "", -32, SIZE, 7, List.of(-11.0, -18.0, 7.0))),
            new Mask("semantic", 3, IntStream.range(0, 20).boxed().toList(), true),
            null,
            List.of()),
        masked(
            "spacenet7",
            List.of(new Part("images", "", 8, SIZE, 0, COLOURS)),
            new Mask("mask", 1, List.of(0, 1), false)),
        labelled(
            "treesatai",
            List.of(
                new Part("aerial", "", 8, SIZE, 0, List.of(154.0, 92.0, 85.0, 79.0)),
                new Part("s1", "", 16, 4, 0, List.of(-7.0, -14.0, 0.0)),
                new Part("s2", "", 16, 4, 0, LEVEL_2A)),
            "species_labels",
            List.of("Abies", "Picea", "Quercus", "Tilia")));
  }

  private static List<String> parts(String name) {
    return IntStream.range(0, 3)
        .mapToObj(part -> "geobench_" + name + ".000" + part + ".part.tortilla")
        .toList();
  }

  private static LayoutFixture masked(String name, List<Part> images, Mask mask) {
    return new GeoBench2Fixture("geobench2_" + name, archive(name), images, mask, null, List.of());
  }

  private static LayoutFixture labelled(
      String name, List<Part> images, String column, List<String> classes) {
    return new GeoBench2Fixture("geobench2_" + name, archive(name), images, null, column, classes);
  }

  private static List<String> archive(String name) {
    return List.of("geobench_" + name + ".tortilla");
  }

  private static Part hls() {
    return new Part("image", "", -32, SIZE, 0, List.of(0.033, 0.057, 0.059, 0.232, 0.197, 0.119));
  }

  private static Part radar(String id) {
    return new Part(id, "", -32, SIZE, 0, List.of(0.095, 0.026));
  }

  /** Eight days and the image of Sentinel-2. */
  private static List<Part> planet() {
    List<Part> images = new ArrayList<>();
    for (int day = 0; day < 8; day++) {
      List<Double> means = List.of(641.0 + day, 881.0, 1011.0, 2610.0);
      images.add(new Part("planet_" + day, "planet", 16, SIZE, 0, means));
    }
    images.add(new Part("s2", "s2", 16, SIZE, 0, LEVEL_2A));
    return images;
  }
}
