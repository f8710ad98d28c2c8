package org.eobench.core.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.Problem;

/** Finds the problems of a sample as the data set returns it, before any preprocessing. */
public final class SampleCheck {
  private final DatasetSpec dataset;

  public SampleCheck(DatasetSpec dataset) {
    this.dataset = dataset;
  }

  /** Sizes that differ between images and target, and targets of the wrong kind; usually none. */
  public List<Problem> problems(Sample sample) {
    List<Problem> problems = new ArrayList<>();
    Target target = sample.target();
    if (!dataset.task().target().isInstance(target)) {
      return List.of(kind(sample));
    }
    Map.Entry<String, Image> first = null;
    for (Map.Entry<String, Image> entry : sample.images().entrySet()) {
      Image image = entry.getValue();
      if (first == null) {
        first = entry;
      }
      boolean byPixel = target.dense() && !dataset.storedMaps();
      int height = byPixel ? target.height() : first.getValue().height();
      int width = byPixel ? target.width() : first.getValue().width();
      if (image.height() != height || image.width() != width) {
        problems.add(targetSize(sample, entry.getKey(), image));
      }
      if (image.frames() != first.getValue().frames()) {
        problems.add(frames(sample, first, entry));
      }
    }
    problems.addAll(target.problems(sample.ref(), dataset));
    return problems;
  }

  private Problem kind(Sample sample) {
    return Problem.of(
            "TargetKind",
            String.format(
                Locale.ROOT,
                "sample %s has the target %s",
                sample.ref().id(),
                sample.target().getClass().getSimpleName()))
        .at(sample.ref().place())
        .expecting(
            String.format(
                Locale.ROOT,
                "%s, because the data set is for %s",
                dataset.task().target().getSimpleName(),
                dataset.task().key()))
        .next("correct the data set's reader or its task");
  }

  private static Problem targetSize(Sample sample, String modality, Image image) {
    Target target = sample.target();
    return Problem.of(
            "MaskSize",
            String.format(
                Locale.ROOT,
                "sample %s has labels of %d x %d pixels, but its %s image has %d x %d",
                sample.ref().id(),
                target.height(),
                target.width(),
                modality,
                image.height(),
                image.width()))
        .at(sample.ref().place())
        .expecting("one label for each pixel (rows x columns)")
        .next("check that image and mask belong together; resample the mask if they do");
  }

  private static Problem frames(
      Sample sample, Map.Entry<String, Image> first, Map.Entry<String, Image> other) {
    return Problem.of(
            "FrameCount",
            String.format(
                Locale.ROOT,
                "sample %s has %d dates of %s but %d of %s",
                sample.ref().id(),
                first.getValue().frames(),
                first.getKey(),
                other.getValue().frames(),
                other.getKey()))
        .at(sample.ref().place())
        .expecting("the same number of dates for every modality")
        .next("correct the sample or remove it from its split");
  }
}
