package org.eobench.report.statistics;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Confusion counts of two segmentation models on a test split that does not exist. Tiles differ in
 * their classes and in difficulty, both models share most of it, and tiles of one region share
 * classes, difficulty and what a model finds hard about it.
 *
 * @param tiles counts {@code [model][tile][K*K]}, rows are predictions
 * @param blocks region of each tile
 */
public record SimulatedSplit(double[][][] tiles, Blocks blocks) {
  private static final int CLASSES = 3;
  private static final double PIXELS = 64 * 64;

  /**
   * How tiles come about. The deviations are in logits of the chance of a right pixel.
   *
   * @param regions number of regions
   * @param tilesPerRegion tiles of each; 1 for independent tiles
   * @param skillA logit of the chance of a right pixel, of the first model
   * @param skillB the same of the second model
   * @param ofModel deviation of what a model finds hard about a region by itself
   * @param ofRun deviation of a whole run, as from its seed
   */
  public record Design(
      int regions, int tilesPerRegion, double skillA, double skillB, double ofModel, double ofRun) {
    private static final double DIFFICULTY = 0.8;

    /** A split; other seeds give independent ones. */
    public SimulatedSplit draw(long seed) {
      // Splits of different sizes share no random numbers.
      long own = 31L * (31L * regions + tilesPerRegion) + Double.hashCode(skillA);
      Random random = new Random(new SplittableRandom(seed * 1_000_003 + own).nextLong());
      double[][][] tiles = new double[2][regions * tilesPerRegion][];
      int[] block = new int[regions * tilesPerRegion];
      double[] skill = {skillA, skillB};
      for (int model = 0; model < 2 && ofRun > 0; model++) {
        skill[model] += ofRun * random.nextGaussian();
      }
      for (int region = 0; region < regions; region++) {
        double[] shares = shares(random);
        double hard = DIFFICULTY * random.nextGaussian();
        double[] effect = {ofModel * random.nextGaussian(), ofModel * random.nextGaussian()};
        for (int i = 0; i < tilesPerRegion; i++) {
          int tile = region * tilesPerRegion + i;
          block[tile] = region;
          double ofTile = tilesPerRegion == 1 ? 0 : DIFFICULTY / 2 * random.nextGaussian();
          for (int model = 0; model < 2; model++) {
            double further = tilesPerRegion == 1 ? 0 : ofModel / 2 * random.nextGaussian();
            double logit = skill[model] + hard + ofTile + effect[model] + further;
            tiles[model][tile] = confusion(shares, logit);
          }
        }
      }
      return new SimulatedSplit(tiles, Blocks.of(block));
    }

    /** A few classes dominate a region: shares of a Dirichlet distribution with alpha 1/2. */
    private static double[] shares(Random random) {
      double[] shares = new double[CLASSES];
      double sum = 0;
      for (int k = 0; k < CLASSES; k++) {
        double normal = random.nextGaussian();
        shares[k] = normal * normal;
        sum += shares[k];
      }
      for (int k = 0; k < CLASSES; k++) {
        shares[k] /= sum;
      }
      return shares;
    }

    /** Rare classes are harder; wrong pixels go to the other classes by their share. */
    private static double[] confusion(double[] shares, double logit) {
      double[] counts = new double[CLASSES * CLASSES];
      for (int actual = 0; actual < CLASSES; actual++) {
        double right = 1 / (1 + Math.exp(-logit + 0.3 * actual));
        for (int predicted = 0; predicted < CLASSES; predicted++) {
          double other = shares[predicted] / (1 - shares[actual] + 1e-9);
          double chance = predicted == actual ? right : (1 - right) * other;
          counts[predicted * CLASSES + actual] = Math.rint(PIXELS * shares[actual] * chance);
        }
      }
      return counts;
    }
  }

  int size() {
    return tiles[0].length;
  }

  /** mIoU of a model over drawn tiles; classes that do not occur are left out. */
  double meanIou(int model, int[] drawn) {
    double[] sum = new double[CLASSES * CLASSES];
    for (int tile : drawn) {
      double[] own = tiles[model][tile];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += own[i];
      }
    }
    return meanIou(sum);
  }

  private static double meanIou(double[] sum) {
    double mean = 0;
    int present = 0;
    for (int k = 0; k < CLASSES; k++) {
      double union = -sum[k * CLASSES + k];
      double actual = 0;
      for (int other = 0; other < CLASSES; other++) {
        union += sum[k * CLASSES + other] + sum[other * CLASSES + k];
        actual += sum[other * CLASSES + k];
      }
      if (actual > 0) {
        mean += sum[k * CLASSES + k] / union;
        present++;
      }
    }
    return mean / present;
  }

  /** The difference of mIoU over all tiles. */
  public double difference(int[] drawn) {
    return meanIou(0, drawn) - meanIou(1, drawn);
  }

  /** The difference of mIoU over drawn tiles. */
  ToDoubleFunction<int[]> difference() {
    return drawn -> meanIou(0, drawn) - meanIou(1, drawn);
  }

  /** The difference of mIoU over the tiles of drawn regions. */
  ToDoubleFunction<int[]> differenceOfRegions() {
    return drawn -> difference().applyAsDouble(blocks.samples(drawn));
  }

  /** The difference of mIoU after the tiles of some units were swapped between the models. */
  ToDoubleFunction<boolean[]> swapped(boolean regions) {
    int[] unit = new int[size()];
    for (int block = 0; block < blocks.count(); block++) {
      for (int tile : blocks.of(block)) {
        unit[tile] = regions ? block : tile;
      }
    }
    return swap -> {
      double[][] sums = new double[2][CLASSES * CLASSES];
      IntStream.range(0, size())
          .forEach(
              tile -> {
                for (int model = 0; model < 2; model++) {
                  double[] own = tiles[swap[unit[tile]] ? 1 - model : model][tile];
                  for (int i = 0; i < own.length; i++) {
                    sums[model][i] += own[i];
                  }
                }
              });
      return meanIou(sums[0]) - meanIou(sums[1]);
    };
  }
}
