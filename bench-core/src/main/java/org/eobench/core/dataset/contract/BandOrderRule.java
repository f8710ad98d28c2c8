package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;

/**
 * Bands that are near in wavelength look alike. The way through all bands in the order of their
 * wavelengths, with {@code sqrt(1 - correlation)} as the distance of two bands, is therefore short
 * when each channel has its right name. The rule reports if it becomes clearly shorter when one
 * channel at the end (or the start) of the file is put elsewhere.
 *
 * <p>On images whose order is known the ratio of the two ways is at most 1.09 for ten and more
 * bands, 1.13 for six and 1.21 for four, so that the rule asks for 1.16 and 1.3.
 */
final class BandOrderRule implements Rule {
  private static final int LEAST_BANDS = 4;
  private static final int SEVERAL_BANDS = 6;
  private static final double LEAST_RATIO = 1.16;
  private static final double LEAST_RATIO_OF_FEW = 1.3;
  private static final int LEAST_PIXELS = 200;
  private static final double MOST_SAMPLES = 0.75;

  private final String modality;
  private final List<String> names;
  private final BandMoves moves;
  private final double[] sums;
  private final List<double[]> ways = new ArrayList<>();
  private String first = "";

  /**
   * @param bands bands of the modality, in the order of its files
   */
  BandOrderRule(String modality, List<Band> bands) {
    this.modality = modality;
    this.names = bands.stream().map(Band::name).toList();
    this.moves = new BandMoves(Wavelengths.of(bands));
    this.sums = new double[moves.count()];
  }

  @Override
  public void add(ObservedSample sample) {
    double[][] pixels = sample.pixels().get(modality);
    if (pixels == null || moves.compared() < LEAST_BANDS || pixels[0].length < LEAST_PIXELS) {
      return;
    }
    double[] of = moves.lengths(pixels);
    if (Double.isNaN(of[0])) {
      return;
    }
    first = ways.isEmpty() ? sample.sample().ref().place() : first;
    ways.add(of);
    for (int move = 0; move < of.length; move++) {
      sums[move] += Math.log(of[move]);
    }
  }

  @Override
  public List<Finding> findings() {
    int best = 0;
    for (int move = 1; move < sums.length; move++) {
      best = sums[move] < sums[best] ? move : best;
    }
    if (best == 0) {
      return List.of();
    }
    double ratio = Math.exp((sums[0] - sums[best]) / ways.size());
    double least = moves.compared() < SEVERAL_BANDS ? LEAST_RATIO_OF_FEW : LEAST_RATIO;
    if (ratio < least || agreeing(best) < MOST_SAMPLES) {
      return List.of();
    }
    double confidence = Math.min(0.99, 1 - Math.exp((1 - ratio) / (least - 1) * 1.6));
    return List.of(Finding.warning(confidence, problem(best, ratio)));
  }

  /** The share of samples in which the other order is better. */
  private double agreeing(int best) {
    return (double) ways.stream().filter(way -> way[best] < way[0]).count() / ways.size();
  }

  private Problem problem(int best, double ratio) {
    int[] channel = moves.channels(best);
    String[] right = new String[channel.length];
    for (int band = 0; band < channel.length; band++) {
      right[channel[band]] = names.get(band);
    }
    // Move 2 i + 1 takes the last channel, and move 2 i + 2 the first.
    int end = best % 2 == 1 ? right.length - 1 : 0;
    String order = String.join(",", right);
    return Problem.of(
            "BandOrder",
            String.format(
                Locale.ROOT,
                "the bands of %s seem out of order: the %s channel looks like %s, not %s; with the"
                    + " names %s, bands of near wavelengths are %.0f %% more alike",
                modality,
                end == 0 ? "first" : "last",
                right[end],
                names.get(end),
                order,
                100 * (ratio - 1)))
        .at("dataset.bands." + modality + ", seen in " + ways.size() + " samples, first " + first)
        .expecting("the names of the bands in the order of the file's channels")
        .next(
            "compare them with the files' description; if it lists this order, set "
                + '`'
                + ShellWord.of("dataset.bands." + modality + "=[" + order + "]")
                + '`');
  }
}
