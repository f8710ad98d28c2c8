package org.eobench.report.statistics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often intervals cover the truth and tests reject it, on simulated splits. {@link #print}
 * prints the tables of docs/statistics.md; SimulationTest repeats a small part of them.
 */
final class Simulation {
  private static final double ALPHA = 0.05;
  private static final double SKILL = 1.2;
  private static final double OF_MODEL = 0.5;

  private Simulation() {}

  static SimulatedSplit.Design equalModels(int regions, int tilesPerRegion) {
    return new SimulatedSplit.Design(regions, tilesPerRegion, SKILL, SKILL, OF_MODEL, 0);
  }

  static SimulatedSplit.Design betterA(int regions, int tilesPerRegion) {
    return new SimulatedSplit.Design(regions, tilesPerRegion, SKILL + 0.4, SKILL, OF_MODEL, 0);
  }

  /** The share of repeats that hold. */
  static double share(int repeats, LongPredicate holds) {
    return (double) LongStream.range(0, repeats).parallel().filter(holds).count() / repeats;
  }

  /** The difference of mIoU over a split of very many tiles. */
  static double truth(SimulatedSplit.Design design) {
    if (design.skillA() == design.skillB()) {
      return 0; // by symmetry
    }
    SimulatedSplit all =
        new SimulatedSplit.Design(
                200_000 / design.tilesPerRegion(),
                design.tilesPerRegion(),
                design.skillA(),
                design.skillB(),
                design.ofModel(),
                design.ofRun())
            .draw(-1);
    return all.difference().applyAsDouble(IntStream.range(0, all.size()).toArray());
  }

  /** The share of repeats whose 95 % interval covers the truth, for each method. */
  static Map<Bootstrap.Method, Double> coverage(
      SimulatedSplit.Design design, boolean regions, int repeats, int resamples) {
    double truth = truth(design);
    Bootstrap.Method[] methods = Bootstrap.Method.values();
    AtomicIntegerArray covered = new AtomicIntegerArray(methods.length);
    LongStream.range(0, repeats)
        .parallel()
        .forEach(
            repeat -> {
              SimulatedSplit split = design.draw(repeat);
              Bootstrap bootstrap =
                  Bootstrap.of(
                      regions ? split.blocks().count() : split.size(),
                      regions ? split.differenceOfRegions() : split.difference(),
                      resamples,
                      repeat);
              for (Bootstrap.Method method : methods) {
                if (bootstrap.interval(method, 1 - ALPHA).contains(truth)) {
                  covered.incrementAndGet(method.ordinal());
                }
              }
            });
    Map<Bootstrap.Method, Double> shares = new EnumMap<>(Bootstrap.Method.class);
    for (Bootstrap.Method method : methods) {
      shares.put(method, (double) covered.get(method.ordinal()) / repeats);
    }
    return shares;
  }

  /** The share of repeats in which the swap test finds a difference. */
  static double swapTestRejects(
      SimulatedSplit.Design design, boolean regions, int repeats, int draws) {
    return share(
        repeats,
        repeat -> {
          SimulatedSplit split = design.draw(repeat);
          int units = regions ? split.blocks().count() : split.size();
          return SwapTest.of(units, split.swapped(regions), draws, repeat).p() <= ALPHA;
        });
  }

  /** Prints the tables. */
  static void print(int repeats, int draws) {
    System.out.println("coverage of 95 % intervals, in percent");
    for (int n : new int[] {8, 12, 20, 30, 50, 100, 300}) {
      print(n + " tiles, equal", coverage(equalModels(n, 1), false, repeats, draws));
      print(n + " tiles, A better", coverage(betterA(n, 1), false, repeats, draws));
    }
    for (int n : new int[] {8, 12, 20, 40}) {
      print(n + " regions of 8, drawing tiles", coverage(equalModels(n, 8), false, repeats, draws));
      print(n + " regions of 8, drawing regions", coverage(betterA(n, 8), true, repeats, draws));
    }
    System.out.println("the swap test finds a difference at 5 %, in percent");
    for (int n : new int[] {8, 12, 20, 30, 50, 100, 300}) {
      print(n + " tiles, equal", swapTestRejects(equalModels(n, 1), false, repeats, draws - 1));
    }
    for (int n : new int[] {8, 20, 40}) {
      print(
          n + " regions of 8, swapping tiles",
          swapTestRejects(equalModels(n, 8), false, repeats, draws - 1));
      print(
          n + " regions of 8, swapping regions",
          swapTestRejects(equalModels(n, 8), true, repeats, draws - 1));
    }
  }

  private static void print(String what, Map<Bootstrap.Method, Double> shares) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-32s", what));
    shares.forEach(
        (method, share) ->
            line.append(String.format(Locale.ROOT, "  %s %.1f", method, 100 * share)));
    System.out.println(line);
  }

  private static void print(String what, double share) {
    System.out.println(String.format(Locale.ROOT, "%-32s  %.1f", what, 100 * share));
  }
}
