package org.eobench.core.loader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImageClass;
import org.eobench.core.dataset.ImageClasses;
import org.eobench.core.dataset.LabelMap;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.ValueMap;
import org.eobench.core.error.Problem;

/** Finds what is wrong with a sample as its data set gives it, before any preprocessing. */
public final class SampleCheck {
  private static final int VALUES_SHOWN = 8;

  private final DatasetSpec dataset;

  public SampleCheck(DatasetSpec dataset) {
    this.dataset = dataset;
  }

  /** Sizes that differ between images and target, and targets that cannot be; often nothing. */
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
      int height = target.dense() ? target.height() : first.getValue().height();
      int width = target.dense() ? target.width() : first.getValue().width();
      if (image.height() != height || image.width() != width) {
        problems.add(targetSize(sample, entry.getKey(), image));
      }
      if (image.frames() != first.getValue().frames()) {
        problems.add(frames(sample, first, entry));
      }
    }
    if (target instanceof LabelMap map) {
      labels(sample, map, problems);
    } else if (target instanceof ValueMap map) {
      values(sample, map, problems);
    } else {
      imageClasses(sample, problems);
    }
    return problems;
  }

  private Problem kind(Sample sample) {
    return Problem.of(
            "TargetKind",
            String.format(
                Locale.ROOT,
                "sample %s has a target of the kind %s",
                sample.ref().id(),
                sample.target().getClass().getSimpleName()))
        .at(files(sample.ref()))
        .expecting(
            String.format(
                Locale.ROOT,
                "a %s, as the data set is for %s",
                dataset.task().target().getSimpleName(),
                dataset.task().key()))
        .next("mend the data set's reader or its task");
  }

  private static Problem targetSize(Sample sample, String modality, Image image) {
    Target target = sample.target();
    return Problem.of(
            "MaskSize",
            String.format(
                Locale.ROOT,
                "sample %s has labels of %d x %d pixels for the %s image of %d x %d",
                sample.ref().id(),
                target.height(),
                target.width(),
                modality,
                image.height(),
                image.width()))
        .at(files(sample.ref()))
        .expecting("one label for each pixel (rows x columns)")
        .next("check that image and mask belong together; resample the mask if they do");
  }

  private static Problem frames(
      Sample sample, Map.Entry<String, Image> first, Map.Entry<String, Image> other) {
    return Problem.of(
            "FrameCount",
            String.format(
                Locale.ROOT,
                "sample %s has %d dates of %s and %d of %s",
                sample.ref().id(),
                first.getValue().frames(),
                first.getKey(),
                other.getValue().frames(),
                other.getKey()))
        .at(files(sample.ref()))
        .expecting("as many dates of each modality")
        .next("mend the sample or leave it out of its split");
  }

  private static void values(Sample sample, ValueMap map, List<Problem> problems) {
    float[] values = map.values();
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(values[i])) {
        problems.add(
            Problem.of(
                    "NotFinite",
                    String.format(
                        Locale.ROOT,
                        "sample %s has the value %s at row %d, column %d",
                        sample.ref().id(),
                        values[i],
                        i / map.width(),
                        i % map.width()))
                .at(labelFile(sample.ref()))
                .expecting("finite values, or NaN where nothing was measured")
                .next("mend the file, or declare its value for no data"));
        return;
      }
    }
  }

  private void imageClasses(Sample sample, List<Problem> problems) {
    int classes = dataset.numClasses();
    String known = String.join(", ", dataset.classes());
    if (sample.target() instanceof ImageClass one
        && (one.label() < 0 || one.label() >= classes)
        && one.label() != dataset.ignoreIndex()) {
      problems.add(
          Problem.of(
                  "UnknownLabel",
                  String.format(
                      Locale.ROOT,
                      "sample %s has label %d, which is no class",
                      sample.ref().id(),
                      one.label()))
              .at(files(sample.ref()))
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "0 to %d (%s), or %d for images that do not count",
                      classes - 1,
                      known,
                      dataset.ignoreIndex()))
              .next("mend the label, or set dataset.classes"));
    }
    if (sample.target() instanceof ImageClasses many && many.present().length != classes) {
      problems.add(
          Problem.of(
                  "UnknownLabel",
                  String.format(
                      Locale.ROOT,
                      "sample %s tells of %d classes",
                      sample.ref().id(),
                      many.present().length))
              .at(files(sample.ref()))
              .expecting(
                  String.format(
                      Locale.ROOT, "one entry for each of the %d classes (%s)", classes, known))
              .next("mend the label, or set dataset.classes"));
    }
  }

  private void labels(Sample sample, LabelMap map, List<Problem> problems) {
    int[] labels = map.labels();
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
        if (values.size() < VALUES_SHOWN) {
          values.add(label);
        }
      }
    }
    if (wrong > 0) {
      int width = map.width();
      problems.add(
          Problem.of(
                  "UnknownLabel",
                  String.format(
                          Locale.ROOT,
                          "sample %s has label %d at row %d, column %d, which is no class (%d such"
                              + " pixels,",
                          sample.ref().id(),
                          labels[first],
                          first / width,
                          first % width,
                          wrong)
                      + String.format(Locale.ROOT, " values %s)", values))
              .at(labelFile(sample.ref()))
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "0 to %d (%s), or %d for pixels that do not count",
                      classes - 1,
                      String.join(", ", dataset.classes()),
                      ignored))
              .next("mend the mask, or set dataset.ignore_index or dataset.classes"));
    }
  }

  /** Images come before labels, so the last file is the mask. */
  private static String labelFile(SampleRef ref) {
    List<Path> files = ref.files();
    return files.isEmpty() ? "sample " + ref.id() : files.get(files.size() - 1).toString();
  }

  static String files(SampleRef ref) {
    return ref.files().isEmpty()
        ? "sample " + ref.id()
        : ref.files().stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
