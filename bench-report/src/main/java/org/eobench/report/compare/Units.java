package org.eobench.report.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.report.statistics.Blocks;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn: test samples, or spatial blocks of them. Samples that touch on the ground resemble
 * each other, so drawing them one by one would make intervals too narrow.
 *
 * @param blocks the samples of each unit
 * @param name {@code samples} or {@code blocks}
 * @param remarks what a reader must know about the choice; may be empty
 */
public record Units(Blocks blocks, String name, List<String> remarks) {
  /** Units with which a 95 % interval covers the truth in 93 % of the cases or more. */
  static final int ENOUGH = 12;

  private static final String BLOCKS = "blocks";
  private static final double METRES_PER_DEGREE = 2 * Math.PI * 6_378_137 / 360;

  /** How units are chosen. */
  public enum Rule {
    /** Blocks of samples that touch, where there are enough of them; else samples. */
    AUTO,
    /** Single samples. */
    SAMPLES,
    /** Squares of the map. */
    SQUARES
  }

  /**
   * A choice of units.
   *
   * @param rule how
   * @param metres side of the squares; 0 for other rules
   */
  public record Choice(Rule rule, double metres) {
    /** Touching samples together. */
    public static final Choice AUTO = new Choice(Rule.AUTO, 0);
  }

  public Units {
    remarks = List.copyOf(remarks);
  }

  /** Whether samples are drawn together, and not one by one. */
  public boolean areBlocks() {
    return name.equals(BLOCKS);
  }

  /** Number of units. */
  public int count() {
    return blocks.count();
  }

  /**
   * Forms units of samples.
   *
   * @param places ground of each sample; null where it is not known
   * @throws IllegalArgumentException for squares if the ground of a sample is not known
   */
  public static Units of(List<? extends @Nullable Footprint> places, Choice choice) {
    Units units =
        switch (choice.rule()) {
          case SAMPLES -> single(places.size(), List.of());
          case SQUARES -> squares(places, choice.metres());
          case AUTO -> touching(places);
        };
    if (units.count() >= ENOUGH) {
      return units;
    }
    List<String> remarks = new ArrayList<>(units.remarks());
    remarks.add(
        String.format(
            Locale.ROOT,
            "Only %d %s: 95 %% intervals over fewer than %d are too narrow; over 8 they cover the"
                + " truth in about 92 %% of the cases, over fewer in fewer.",
            units.count(),
            units.name(),
            ENOUGH));
    return new Units(units.blocks(), units.name(), remarks);
  }

  /**
   * Forms units of the test samples of a run.
   *
   * @throws BenchException {@code NoFootprints} for squares if the ground of a sample is not known,
   *     {@code TooFewSamples} if there is only one unit
   */
  public static Units of(TestedRun run, Choice choice) {
    List<? extends @Nullable Footprint> places = run.requireSamples().places();
    if (choice.rule() == Rule.SQUARES && places.contains(null)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoFootprints", "the data do not tell where all test samples lie")
              .at(run.place())
              .expecting("georeferenced samples for squares of the map")
              .next("leave out `--blocks`, or set `--blocks none`"));
    }
    Units units = of(places, choice);
    if (units.count() < 2) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "TooFewSamples", "there is only one of the " + units.name() + " to be compared")
              .at(run.place())
              .expecting("two or more test samples, or smaller squares with `--blocks METRES`"));
    }
    return units;
  }

  private static Units single(int samples, List<String> remarks) {
    return new Units(Blocks.of(IntStream.range(0, samples).toArray()), "samples", remarks);
  }

  private static Units touching(List<? extends @Nullable Footprint> places) {
    int samples = places.size();
    long unknown = places.stream().filter(place -> place == null).count();
    if (unknown > 0) {
      return single(
          samples,
          List.of(
              "The data do not tell where all samples lie, so that samples are taken as"
                  + " independent of each other."));
    }
    Blocks groups = Blocks.of(groupsThatTouch(places));
    if (groups.count() == samples) {
      return single(samples, List.of());
    }
    if (groups.count() < ENOUGH) {
      return single(
          samples,
          List.of(
              String.format(
                  Locale.ROOT,
                  "The %d samples form only %d %s on the ground. Samples are taken as"
                      + " independent, which makes intervals too narrow; draw squares of the map"
                      + " with --blocks METRES.",
                  samples,
                  groups.count(),
                  groups.count() == 1 ? "group that touches" : "groups that do not touch")));
    }
    return new Units(
        groups,
        BLOCKS,
        List.of(
            String.format(
                Locale.ROOT,
                "%d samples that touch on the ground form %d blocks, which are drawn whole.",
                samples,
                groups.count())));
  }

  /** The number of a group for each sample, by joining those that touch. */
  private static int[] groupsThatTouch(List<? extends @Nullable Footprint> places) {
    int[] parent = IntStream.range(0, places.size()).toArray();
    Integer[] order =
        IntStream.range(0, places.size())
            .boxed()
            .sorted((a, b) -> Double.compare(known(places, a).west(), known(places, b).west()))
            .toArray(Integer[]::new);
    for (int i = 0; i < order.length; i++) {
      Footprint left = known(places, order[i]);
      for (int j = i + 1; j < order.length; j++) {
        Footprint right = known(places, order[j]);
        if (right.west() > left.east()) {
          break;
        }
        if (left.system().equals(right.system()) && left.distance(right) == 0) {
          parent[root(parent, order[j])] = root(parent, order[i]);
        }
      }
    }
    return Arrays.stream(order).sorted().mapToInt(sample -> root(parent, sample)).toArray();
  }

  private static Footprint known(List<? extends @Nullable Footprint> places, int sample) {
    Footprint place = places.get(sample);
    if (place == null) {
      throw new IllegalArgumentException("the data do not tell where sample " + sample + " lies");
    }
    return place;
  }

  private static int root(int[] parent, int sample) {
    int at = sample;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private static Units squares(List<? extends @Nullable Footprint> places, double metres) {
    Map<List<Object>, Integer> number = new HashMap<>();
    int[] block = new int[places.size()];
    for (int i = 0; i < block.length; i++) {
      block[i] = number.computeIfAbsent(square(known(places, i), metres), cell -> number.size());
    }
    return new Units(
        Blocks.of(block),
        BLOCKS,
        List.of(
            String.format(
                Locale.ROOT,
                "%d samples lie in %d squares of %.0f m, which are drawn whole.",
                block.length,
                number.size(),
                metres)));
  }

  private static List<Object> square(Footprint place, double metres) {
    double x = (place.west() + place.east()) / 2;
    double y = (place.south() + place.north()) / 2;
    if (!place.degrees()) {
      return List.of(place.system(), Math.floor(x / metres), Math.floor(y / metres));
    }
    double row = Math.floor(y * METRES_PER_DEGREE / metres);
    double latitude = Math.toRadians((row + 0.5) * metres / METRES_PER_DEGREE);
    double column = Math.floor(x * METRES_PER_DEGREE * Math.cos(latitude) / metres);
    return List.of(place.system(), column, row);
  }
}
