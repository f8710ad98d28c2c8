package org.eobench.core.loader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Stacks samples into a batch. A sample with fewer dates than another is padded with zero images at
 * the end; its acquisition still lists only its own dates.
 */
public final class Collate {
  private Collate() {}

  /**
   * Creates a batch.
   *
   * @param samples at least one
   * @throws BenchException when samples differ in more than the number of dates
   */
  public static Batch batch(List<Sample> samples) {
    Sample first = samples.get(0);
    for (Sample sample : samples) {
      requireSameShape(first, sample);
    }
    Map<String, ImageBatch> images = new LinkedHashMap<>();
    first
        .images()
        .forEach((modality, image) -> images.put(modality, stack(modality, image, samples)));
    return joined(images, samples);
  }

  /**
   * Creates a batch of samples whose images are not needed.
   *
   * @param samples at least one
   * @throws BenchException when targets differ in size
   */
  static Batch withoutImages(List<Sample> samples) {
    List<Sample> bare = samples.stream().map(sample -> sample.with(Map.of())).toList();
    for (Sample sample : bare) {
      requireSameShape(bare.get(0), sample);
    }
    return joined(Map.of(), bare);
  }

  private static Batch joined(Map<String, ImageBatch> images, List<Sample> samples) {
    Sample first = samples.get(0);
    // Only refuses targets that are too large for one array.
    size(samples.size(), first.target().height() * first.target().width());
    BatchTargets targets = first.target().batch(samples.stream().map(Sample::target).toList());
    List<SampleRef> refs = samples.stream().map(Sample::ref).toList();
    List<Acquisition> acquisitions = samples.stream().map(Sample::acquisition).toList();
    return new Batch(images, targets, refs, acquisitions);
  }

  private static ImageBatch stack(String modality, Image shape, List<Sample> samples) {
    int frames = frames(modality, samples);
    int plane = shape.height() * shape.width();
    int length = shape.channels() * frames * plane;
    float[] data = new float[size(samples.size(), length)];
    for (int b = 0; b < samples.size(); b++) {
      Image image = samples.get(b).images().get(modality);
      if (image != null) {
        int series = image.frames() * plane;
        for (int c = 0; c < shape.channels(); c++) {
          int sink = b * length + c * frames * plane;
          System.arraycopy(image.data(), c * series, data, sink, series);
        }
      }
    }
    return new ImageBatch(
        data, samples.size(), shape.channels(), frames, shape.height(), shape.width());
  }

  /** The number of dates of the longest series. */
  private static int frames(String modality, List<Sample> samples) {
    int frames = 0;
    for (Sample sample : samples) {
      Image image = sample.images().get(modality);
      frames = image == null ? frames : Math.max(frames, image.frames());
    }
    return frames;
  }

  private static int size(int samples, int values) {
    long all = (long) samples * values;
    // DJL stores the size of an array in bytes as an int.
    if (all > Integer.MAX_VALUE / Float.BYTES) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "BatchTooLarge",
                  String.format(
                      Locale.ROOT,
                      "%d samples of %d values do not fit into one array",
                      samples,
                      values))
              .at("batch_size")
              .next("use a smaller batch_size or test_batch_size"));
    }
    return (int) all;
  }

  private static void requireSameShape(Sample first, Sample other) {
    if (!shape(first, "T").equals(shape(other, "T"))) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "UnequalSizes",
                  String.format(
                      Locale.ROOT,
                      "samples %s and %s cannot share a batch: %s and %s",
                      first.ref().id(),
                      other.ref().id(),
                      shape(first, ""),
                      shape(other, "")))
              .at(other.ref().place())
              .expecting("samples of equal shape in a batch of more than one sample")
              .next(
                  "set `batch_size=1` or `test_batch_size=1`, or choose preprocessing that crops or"
                      + " resizes"));
    }
  }

  /**
   * @param dates placeholder for the number of dates; empty to print the number
   */
  private static String shape(Sample sample, String dates) {
    StringBuilder text = new StringBuilder();
    sample
        .images()
        .forEach(
            (modality, image) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s [%d,%s,%d,%d], ",
                        modality,
                        image.channels(),
                        dates.isEmpty() ? image.frames() : dates,
                        image.height(),
                        image.width())));
    return text.append(String.format(Locale.ROOT, "target [%s]", sample.target().size()))
        .toString();
  }
}
