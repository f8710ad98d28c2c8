package org.eobench.core.task.multilabel;

import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.error.Problem;

/**
 * The classes that an image shows, any number of them.
 *
 * @param present whether each of the K classes is there
 * @param counts whether that is known of the image; otherwise it is neither trained on nor scored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageClasses(boolean[] present, boolean counts) implements Target {
  /** Classes that count. */
  public ImageClasses(boolean[] present) {
    this(present, true);
  }

  @Override
  public Target without(boolean[] empty, int ignoreIndex) {
    return EmptyPixels.all(empty) ? new ImageClasses(present, false) : this;
  }

  @Override
  public List<Problem> problems(SampleRef ref, DatasetSpec dataset) {
    int classes = dataset.numClasses();
    String known = String.join(", ", dataset.classes());
    if (present.length != classes) {
      return List.of(
          Problem.of(
                  "UnknownLabel",
                  String.format(
                      Locale.ROOT, "sample %s tells of %d classes", ref.id(), present.length))
              .at(ref.place())
              .expecting(
                  String.format(
                      Locale.ROOT, "one entry for each of the %d classes (%s)", classes, known))
              .next("mend the label, or set dataset.classes"));
    }
    return List.of();
  }

  @Override
  public void report(TargetVisitor visitor) {
    if (counts) {
      visitor.labels(present);
    } else {
      visitor.ignored();
    }
  }

  @Override
  public BatchTargets batch(List<? extends Target> targets) {
    int classes = present.length;
    float[] all = new float[targets.size() * classes];
    for (int i = 0; i < targets.size(); i++) {
      ImageClasses one = (ImageClasses) targets.get(i);
      for (int k = 0; k < classes; k++) {
        float shown = one.present[k] ? 1 : 0;
        all[i * classes + k] = one.counts ? shown : Float.NaN;
      }
    }
    return new ImageClassesBatch(all, targets.size());
  }

  @Override
  public String size() {
    return String.valueOf(present.length);
  }
}
