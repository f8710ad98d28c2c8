package org.eobench.core.task.segmentation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.PixelMapping;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/**
 * A class for each pixel: the target of segmentation and change detection.
 *
 * @param labels class indices or the ignore index, in C order {@code [H,W]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LabelMap(int[] labels, int height, int width) implements Target {
  private static final int SHOWN = 8;

  public LabelMap {
    if (labels.length != height * width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "target of shape [%d,%d] needs %d labels, got %d",
              height,
              width,
              height * width,
              labels.length));
    }
  }

  /** The labels of a sample of segmentation or change detection. */
  public static LabelMap of(Sample sample) {
    return (LabelMap) sample.target();
  }

  @Override
  public boolean counts(int pixel, int ignoreIndex) {
    return labels[pixel] != ignoreIndex;
  }

  @Override
  public LabelMap mapped(PixelMapping mapping) {
    return new LabelMap(mapping.labels(labels, height, width), mapping.height(), mapping.width());
  }

  @Override
  public Target without(boolean[] empty, int ignoreIndex) {
    if (labels.length != empty.length) {
      return this;
    }
    int[] left = labels.clone();
    for (int i = 0; i < left.length; i++) {
      left[i] = empty[i] ? ignoreIndex : left[i];
    }
    return new LabelMap(left, height, width);
  }

  @Override
  public Target relabelled(IntUnaryOperator change) {
    return new LabelMap(Arrays.stream(labels).map(change).toArray(), height, width);
  }

  @Override
  public List<Problem> problems(SampleRef ref, DatasetSpec dataset) {
    int classes = dataset.numClasses();
    int ignored = dataset.ignoreIndex();
    int first = -1;
    int wrong = 0;
    SortedSet<Integer> values = new TreeSet<>();
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      if ((label < 0 || label >= classes) && label != ignored) {
        first = wrong == 0 ? i : first;
        wrong++;
        if (values.size() < SHOWN) {
          values.add(label);
        }
      }
    }
    if (wrong > 0) {
      return List.of(
          Problem.of(
                  "UnknownLabel",
                  String.format(
                          Locale.ROOT,
                          "sample %s has label %d at row %d, column %d, which is no class (%d such"
                              + " pixels,",
                          ref.id(),
                          labels[first],
                          first / width,
                          first % width,
                          wrong)
                      + String.format(Locale.ROOT, " values %s)", values))
              .at(ref.labelFile())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "0 to %d (%s), or %d for pixels that do not count",
                      classes - 1,
                      String.join(", ", dataset.classes()),
                      ignored))
              .next("mend the mask, or set dataset.ignore_index or dataset.classes"));
    }
    return List.of();
  }

  @Override
  public void report(TargetVisitor visitor) {
    for (int label : labels) {
      visitor.label(label);
    }
  }

  @Override
  public BatchTargets batch(List<? extends Target> targets) {
    int[] all = new int[targets.size() * labels.length];
    for (int i = 0; i < targets.size(); i++) {
      System.arraycopy(targets.get(i).labels(), 0, all, i * labels.length, labels.length);
    }
    return new LabelMapBatch(all, targets.size(), height, width);
  }
}
