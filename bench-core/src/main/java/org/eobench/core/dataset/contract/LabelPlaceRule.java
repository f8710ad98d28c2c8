package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.contract.labels.ImageEdges;
import org.eobench.core.dataset.contract.labels.LabelBorders;
import org.eobench.core.dataset.contract.labels.LabelContrast;
import org.eobench.core.dataset.contract.labels.LabelFit;
import org.eobench.core.error.Problem;

/**
 * Borders of labels lie where the image changes. The rule compares the change of the image across
 * the borders of the labels as they are with that across the same borders turned, mirrored or moved
 * by up to two pixels. Blocks of a sixteenth of each image are the independent cases, so that a
 * copy of a sample counts once: another way must be better by 4 percent (25 if turned), and by five
 * standard errors of the mean over at least twelve blocks. For labels that are moved, the share of
 * the variance that they explain in blocks of 16 pixels is compared in the same way, by the same
 * bounds.
 */
final class LabelPlaceRule implements Rule {
  private static final int MOST_SAMPLES = 64;
  private static final int BLOCKS = 4;
  private static final int LEAST_SIDE = 32;
  private static final int LEAST_BORDER = 12;
  private static final int LEAST_BLOCKS = 12;
  private static final double LEAST_ERRORS = 5;
  private static final double BETTER_MOVED = 1.04;
  private static final double BETTER_TURNED = 1.25;

  private final DatasetSpec spec;
  private final List<LabelFit> fits = LabelFit.all(true);
  private final List<PairedBlocks> changes = new ArrayList<>();
  private final List<PairedBlocks> shares = new ArrayList<>();
  private final Set<Integer> contents = new HashSet<>();
  private int samples;
  private String first = "";

  LabelPlaceRule(DatasetSpec spec) {
    this.spec = spec;
    fits.forEach(fit -> changes.add(new PairedBlocks()));
    fits.forEach(fit -> shares.add(new PairedBlocks()));
  }

  @Override
  public void add(ObservedSample sample) {
    Target target = sample.sample().target();
    int[] labels = target.labels();
    int height = target.height();
    int width = target.width();
    Collection<Image> images = sample.sample().images().values();
    boolean fitting =
        images.stream().allMatch(image -> image.height() == height && image.width() == width);
    if (samples >= MOST_SAMPLES
        || labels.length == 0
        || !fitting
        || Math.min(height, width) < LEAST_SIDE) {
      return;
    }
    LabelBorders borders = LabelBorders.of(labels, width, spec.ignoreIndex());
    if (borders.count() < LEAST_BORDER || !contents.add(content(labels, images))) {
      return;
    }
    first = samples++ == 0 ? sample.sample().ref().labelFile() : first;
    ImageEdges edges = ImageEdges.of(images, height, width);
    LabelContrast contrast = new LabelContrast(images, height, width);
    double[] own = means(edges, borders, LabelFit.AS_IS);
    for (int i = 1; i < fits.size(); i++) {
      LabelFit fit = fits.get(i);
      if (height == width || fit.turn() % 2 == 0) {
        changes.get(i).add(own, means(edges, fit.isTurned() ? turned(fit, sample) : borders, fit));
      }
    }
    List<LabelFit> moved = fits.stream().filter(fit -> !fit.isTurned()).toList();
    double[][] explained = contrast.shares(labels, moved, spec.ignoreIndex());
    for (int i = 1; i < moved.size(); i++) {
      shares.get(i).add(explained[0], explained[i]);
    }
  }

  /** The same for copies of a sample, and hardly for others. */
  private static int content(int[] labels, Collection<Image> images) {
    int content = Arrays.hashCode(labels);
    for (Image image : images) {
      content = 31 * content + Arrays.hashCode(image.data());
    }
    return content;
  }

  private LabelBorders turned(LabelFit fit, ObservedSample sample) {
    Target target = sample.sample().target();
    int[] labels = fit.turned(target.labels(), target.height(), target.width());
    return LabelBorders.of(labels, target.width(), spec.ignoreIndex());
  }

  /** The mean change across the borders in each block; NaN where there are few borders. */
  private static double[] means(ImageEdges edges, LabelBorders borders, LabelFit fit) {
    double[] sums = new double[BLOCKS * BLOCKS];
    int[] counts = new int[sums.length];
    count(edges, edges.right(), borders.right(), fit, sums, counts);
    count(edges, edges.down(), borders.down(), fit, sums, counts);
    for (int block = 0; block < sums.length; block++) {
      sums[block] = counts[block] < LEAST_BORDER ? Double.NaN : sums[block] / counts[block];
    }
    return sums;
  }

  private static void count(
      ImageEdges edges, float[] changes, int[] borders, LabelFit fit, double[] sums, int[] counts) {
    int height = edges.height();
    int width = edges.width();
    for (int at : borders) {
      int row = at / width + fit.down();
      int col = at % width + fit.right();
      if (row >= 0 && row < height && col >= 0 && col < width) {
        float change = changes[row * width + col];
        if (!Float.isNaN(change)) {
          int block = row * BLOCKS / height * BLOCKS + col * BLOCKS / width;
          sums[block] += change;
          counts[block]++;
        }
      }
    }
  }

  @Override
  public List<Finding> findings() {
    Finding worst = null;
    double mostErrors = LEAST_ERRORS;
    for (List<PairedBlocks> measure : List.of(changes, shares)) {
      for (int i = 1; i < fits.size(); i++) {
        PairedBlocks better = measure.get(i);
        double least = fits.get(i).isTurned() ? BETTER_TURNED : BETTER_MOVED;
        if (better.count() >= LEAST_BLOCKS
            && better.ratio() > least
            && better.errors() > mostErrors) {
          mostErrors = better.errors();
          worst = finding(fits.get(i), better, measure == changes);
        }
      }
    }
    return worst == null ? List.of() : List.of(worst);
  }

  private Finding finding(LabelFit fit, PairedBlocks better, boolean borders) {
    double confidence = Math.min(0.99, 1 - Math.exp(-better.errors() / 2));
    String how =
        borders
            ? "the images change %.0f %% more across their borders"
            : "they explain %.0f %% more of the variance of the images near their borders";
    return Finding.warning(
        confidence,
        Problem.of(
                fit.isTurned() ? "LabelsTurned" : "LabelsShifted",
                String.format(
                    Locale.ROOT,
                    "the labels fit the images better if they are %s: " + how,
                    fit.words(),
                    100 * (better.ratio() - 1)))
            .at(
                String.format(
                    Locale.ROOT,
                    "%d blocks of %d samples, first %s",
                    better.count(),
                    samples,
                    first))
            .expecting("borders of labels where the images change")
            .next("compare a mask with its image, pixel by pixel, and how the masks were made"));
  }
}
