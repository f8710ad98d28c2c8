package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;

/**
 * Bands that are near in wavelength look alike. The way through all bands in the order of their
 * wavelengths, with {@code sqrt(1 - correlation)} as the distance of two bands, is therefore short
 * when each channel has its right name. The rule reports if it becomes clearly shorter when one
 * channel at the end (or the start) of the file is put elsewhere, in all pixels of the samples or
 * in those of single dates: clouds and snow make all bands alike in a whole series, and dates that
 * are all alike tell bands apart only as a series.
 *
 * <p>On images whose order is known the ratio of the two ways is at most 1.09 for ten and more
 * bands, 1.13 for six and 1.21 for four, so that the rule asks for 1.16 and 1.3.
 */
final class BandOrderRule implements Rule {
  private static final int LEAST_BANDS = 4;
  private static final int SEVERAL_BANDS = 6;
  private static final double LEAST_RATIO = 1.16;
  private static final double LEAST_RATIO_OF_FEW = 1.3;
  private static final double MOST_SAMPLES = 0.75;

  private final String modality;
  private final List<String> names;
  private final BandMoves moves;
  private final Ways whole;
  private final Ways dates;
  private String first = "";

  /**
   * @param bands bands of the modality, in the order of its files
   */
  BandOrderRule(String modality, List<Band> bands) {
    this.modality = modality;
    this.names = bands.stream().map(Band::name).toList();
    this.moves = new BandMoves(Wavelengths.of(bands));
    this.whole = new Ways(moves);
    this.dates = new Ways(moves);
  }

  @Override
  public void add(ObservedSample sample) {
    double[][] pixels = sample.pixels().get(modality);
    if (pixels == null
        || moves.compared() < LEAST_BANDS
        || pixels[0].length < ObservedSample.LEAST_PIXELS) {
      return;
    }
    boolean known = whole.add(List.<double[][]>of(pixels));
    dates.add(sample.dates().getOrDefault(modality, List.of()));
    first = known && first.isEmpty() ? sample.sample().ref().place() : first;
  }

  @Override
  public List<Finding> findings() {
    return Stream.of(whole, dates).flatMap(ways -> findings(ways).stream()).limit(1).toList();
  }

  private List<Finding> findings(Ways ways) {
    int best = ways.shortest();
    if (best == 0) {
      return List.of();
    }
    double ratio = ways.ratio(best);
    double least = moves.compared() < SEVERAL_BANDS ? LEAST_RATIO_OF_FEW : LEAST_RATIO;
    if (ratio < least || ways.agreeing(best) < MOST_SAMPLES) {
      return List.of();
    }
    double confidence = Math.min(0.99, 1 - Math.exp((1 - ratio) / (least - 1) * 1.6));
    return List.of(Finding.warning(confidence, problem(best, ratio, ways.count())));
  }

  private Problem problem(int best, double ratio, int samples) {
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
        .at("dataset.bands." + modality + ", seen in " + samples + " samples, first " + first)
        .expecting("the names of the bands in the order of the file's channels")
        .next(
            "compare them with the files' description; if it lists this order, set "
                + '`'
                + ShellWord.of("dataset.bands." + modality + "=[" + order + "]")
                + '`');
  }

  /** The lengths of the ways of each move, one mean for each sample. */
  private static final class Ways {
    private final BandMoves moves;
    private final List<double[]> samples = new ArrayList<>();

    Ways(BandMoves moves) {
      this.moves = moves;
    }

    /** Adds the mean logarithm over parts of a sample; returns false if bands do not vary. */
    boolean add(List<double[][]> parts) {
      double[] logs = new double[moves.count()];
      int known = 0;
      for (double[][] part : parts) {
        double[] lengths = moves.lengths(part);
        known += Double.isNaN(lengths[0]) ? 0 : 1;
        for (int move = 0; !Double.isNaN(lengths[0]) && move < logs.length; move++) {
          logs[move] += Math.log(lengths[move]);
        }
      }
      if (known > 0) {
        for (int move = 0; move < logs.length; move++) {
          logs[move] /= known;
        }
        samples.add(logs);
      }
      return known > 0;
    }

    int count() {
      return samples.size();
    }

    private double sum(int move) {
      return samples.stream().mapToDouble(logs -> logs[move]).sum();
    }

    /** The move with the shortest way; 0 if none is shorter than the way as it is. */
    int shortest() {
      int best = 0;
      for (int move = 1; move < moves.count(); move++) {
        best = sum(move) < sum(best) ? move : best;
      }
      return best;
    }

    /** How many times as long the way as it is, compared with a move. */
    double ratio(int move) {
      return Math.exp((sum(0) - sum(move)) / samples.size());
    }

    /** The share of samples in which a move is shorter. */
    double agreeing(int move) {
      return (double) samples.stream().filter(logs -> logs[move] < logs[0]).count()
          / samples.size();
    }
  }
}
