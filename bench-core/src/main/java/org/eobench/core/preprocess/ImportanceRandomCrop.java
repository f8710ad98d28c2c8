package org.eobench.core.preprocess;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.preprocess.CropPosition.Offset;

/**
 * Cuts out a window that tends to contain rare classes. It draws several windows at any position
 * and takes one with a probability proportional to the mean weight of its pixels. The weight of a
 * pixel is the inverse of its class's share in the data set, and almost 0 for an ignored pixel.
 *
 * <p>See {@link Crop} for images smaller than the window.
 */
public final class ImportanceRandomCrop extends Crop {
  /** Small but not 0, so that a sample without any valid pixel can be cropped as well. */
  private static final double IGNORED_WEIGHT = 1e-6;

  private final int trials;
  private final double[] weights;

  /**
   * @param size size of the window
   * @param padIfNeeded whether images smaller than the window are padded; otherwise they are an
   *     error
   * @param trials windows to choose from, at least 1
   * @throws BenchException if the data set lacks the share of each class
   */
  public ImportanceRandomCrop(
      StepContext context, PixelSize size, boolean padIfNeeded, int trials) {
    super(context, size, padIfNeeded);
    this.trials = trials;
    this.weights = weights(context.images().distribution());
  }

  private static double[] weights(List<Double> distribution) {
    // A share of 0 has no inverse; if the class occurs nevertheless, it counts as the rarest one.
    double rarest =
        distribution.stream()
            .mapToDouble(share -> share)
            .filter(share -> share > 0)
            .min()
            .orElse(0);
    if (rarest == 0) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NoClassShares",
                  "ImportanceRandomCrop prefers rare classes, but the data set does not declare the"
                      + " frequencies of its classes")
              .at("dataset.distribution")
              .expecting("the share of each class among the labelled pixels")
              .next(
                  "set `'dataset.distribution=[SHARES]'`, or use `preprocessing=seg_focus_crop`"));
    }
    return distribution.stream().mapToDouble(share -> 1 / (share > 0 ? share : rarest)).toArray();
  }

  @Override
  Offset draw(Sample sample, RandomGenerator random, int rows, int columns) {
    Target target = labels(sample);
    List<Offset> candidates =
        Stream.generate(() -> Offset.uniform(random, rows, columns)).limit(trials).toList();
    double[] probabilities = probabilities(target, candidates);
    double left = random.nextDouble();
    for (int i = 0; i < trials - 1; i++) {
      left -= probabilities[i];
      if (left < 0) {
        return candidates.get(i);
      }
    }
    return candidates.get(trials - 1);
  }

  /**
   * The probability with which each candidate window is taken.
   *
   * @param target labels of the sample, or the ignore index
   * @param candidates possible positions of the window
   */
  public double[] probabilities(Target target, List<Offset> candidates) {
    PixelSize whole = new PixelSize(target.height(), target.width());
    double[] shares = new double[candidates.size()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = weight(window(whole, candidates.get(i)), target);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  /** The mean weight of the pixels of a window. */
  private double weight(CropWindow window, Target target) {
    int[] labels = window.of(target, ignoreIndex()).labels();
    double sum = 0;
    for (int label : labels) {
      sum += label == ignoreIndex() ? IGNORED_WEIGHT : weights[label];
    }
    return sum / labels.length;
  }

  private static Target labels(Sample sample) {
    if (sample.target().labels().length > 0) {
      return sample.target();
    }
    throw new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "NoClassShares",
                String.format(
                    Locale.ROOT,
                    "ImportanceRandomCrop prefers rare classes, but the pixels of sample %s have"
                        + " no class",
                    sample.ref().id()))
            .at("preprocessing")
            .expecting("a class label for each pixel")
            .next("use RandomCropToEncoder, or FocusRandomCropToEncoder"));
  }

  private int ignoreIndex() {
    return output().ignoreIndex();
  }
}
