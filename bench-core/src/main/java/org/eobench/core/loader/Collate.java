package org.eobench.core.loader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImageClasses;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Lays samples of one shape one after the other into a batch. */
final class Collate {
  private Collate() {}

  /**
   * @param samples at least one
   * @throws BenchException when two samples differ in shape
   */
  static Batch batch(List<Sample> samples) {
    Sample first = samples.get(0);
    for (Sample sample : samples) {
      requireSameShape(first, sample);
    }
    Map<String, ImageBatch> images = new LinkedHashMap<>();
    first
        .images()
        .forEach((modality, image) -> images.put(modality, stack(modality, image, samples)));
    size(samples.size(), first.target().height() * first.target().width());
    BatchTargets targets = BatchTargets.of(samples.stream().map(Sample::target).toList());
    List<SampleRef> refs = samples.stream().map(Sample::ref).toList();
    List<Acquisition> acquisitions = samples.stream().map(Sample::acquisition).toList();
    return new Batch(images, targets, refs, acquisitions);
  }

  private static ImageBatch stack(String modality, Image shape, List<Sample> samples) {
    int length = shape.data().length;
    float[] data = new float[size(samples.size(), length)];
    for (int b = 0; b < samples.size(); b++) {
      Image image = samples.get(b).images().get(modality);
      if (image != null) {
        System.arraycopy(image.data(), 0, data, b * length, length);
      }
    }
    return new ImageBatch(
        data, samples.size(), shape.channels(), shape.frames(), shape.height(), shape.width());
  }

  private static int size(int samples, int values) {
    long all = (long) samples * values;
    // DJL counts the bytes of an array in an int.
    if (all > Integer.MAX_VALUE / Float.BYTES) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "BatchTooLarge",
                  "%d samples of %d values do not fit into one array".formatted(samples, values))
              .at("batch_size")
              .next("use a smaller batch_size or test_batch_size"));
    }
    return (int) all;
  }

  private static void requireSameShape(Sample first, Sample other) {
    String expected = shape(first);
    String got = shape(other);
    if (!expected.equals(got)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "UnequalSizes",
                  "samples %s and %s cannot share a batch: %s and %s"
                      .formatted(first.ref().id(), other.ref().id(), expected, got))
              .at(SampleCheck.files(other.ref()))
              .expecting("samples of one shape in a batch of more than one")
              .next(
                  "set batch_size=1 or test_batch_size=1, or choose preprocessing that crops or"
                      + " resizes"));
    }
  }

  private static String shape(Sample sample) {
    StringBuilder text = new StringBuilder();
    sample
        .images()
        .forEach(
            (modality, image) ->
                text.append(
                    "%s [%d,%d,%d,%d], "
                        .formatted(
                            modality,
                            image.channels(),
                            image.frames(),
                            image.height(),
                            image.width())));
    Target target = sample.target();
    String size =
        target instanceof ImageClasses many
            ? String.valueOf(many.present().length)
            : target.height() + "," + target.width();
    return text.append("target [%s]".formatted(size)).toString();
  }
}
