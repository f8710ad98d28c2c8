package org.eobench.core.preprocess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Scales each band by statistics of the data set, or of the encoder's pretraining, {@code (x -
 * offset) / scale}, in float32 as in torch. NaN, which marks a pixel without data, stays NaN.
 * Statistics that would divide by zero are refused when the chain is built.
 */
public final class Normalize extends BandwiseStep {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Lines(float[] offsets, float[] scales) {}

  private final Map<String, Lines> lines;

  /**
   * @throws org.eobench.core.error.BenchException when a modality has no statistics, or some by
   *     which nothing can be divided
   */
  public Normalize(StepContext context, Normalization kind) {
    this(context.images(), lines(context, kind));
  }

  private Normalize(ImageSpec images, Map<String, Lines> lines) {
    super(images.with(scaled(images, lines)));
    this.lines = lines;
  }

  private static Map<String, Lines> lines(StepContext context, Normalization kind) {
    Problems problems = new Problems();
    Map<String, Lines> lines = new LinkedHashMap<>();
    context
        .images()
        .modalities()
        .forEach(
            (name, modality) ->
                lines.put(name, lines(name, modality, context.model(), kind, problems)));
    problems.throwIfAny(ExitCode.CONFIG);
    return lines;
  }

  private static Map<String, ImageSpec.Modality> scaled(
      ImageSpec images, Map<String, Lines> lines) {
    Map<String, ImageSpec.Modality> scaled = new LinkedHashMap<>();
    images
        .modalities()
        .forEach(
            (name, modality) -> {
              Lines by = Objects.requireNonNull(lines.get(name));
              scaled.put(
                  name,
                  new ImageSpec.Modality(
                      modality.bands(),
                      scale(modality.stats(), by),
                      modality.padded(),
                      fill(modality.fill(), by)));
            });
    return scaled;
  }

  private static Lines lines(
      String name,
      ImageSpec.Modality modality,
      @Nullable ModelNormalization model,
      Normalization kind,
      Problems problems) {
    if (model == null) {
      return lines(name, modality, modality.stats(), kind, problems);
    }
    Optional<Problem> fault = model.fault(name, modality, kind);
    fault.ifPresent(problems::add);
    return fault.isPresent()
        ? new Lines(new float[0], new float[0])
        : lines(name, modality, model.of(name, modality), kind, problems);
  }

  private static Lines lines(
      String name,
      ImageSpec.Modality modality,
      BandStats stats,
      Normalization kind,
      Problems problems) {
    List<Double> offsets = kind.offsets(stats);
    List<Double> seconds = kind.second(stats);
    int bands = modality.bands().size();
    Lines found = new Lines(new float[bands], new float[bands]);
    if (offsets.isEmpty() || seconds.isEmpty()) {
      problems.add(unknown(name, modality, kind));
      return found;
    }
    List<Integer> unusable = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      double offset = offsets.get(band);
      double second = seconds.get(band);
      float scale = kind.scale(offset, second);
      found.offsets[band] = (float) offset;
      found.scales[band] = scale;
      if (!(scale > 0) || !Float.isFinite(scale) || !Float.isFinite((float) offset)) {
        unusable.add(band);
      }
    }
    if (!unusable.isEmpty()) {
      int first = unusable.get(0);
      List<String> names = unusable.stream().map(modality.bands()::get).toList();
      problems.add(unusable(name, names, kind, offsets.get(first), seconds.get(first)));
    }
    return found;
  }

  private static Problem unknown(String name, ImageSpec.Modality modality, Normalization kind) {
    return Problem.of(
            "MissingStatistics",
            String.format(
                Locale.ROOT,
                "%s needs %s and %s of modality %s, but the data set does not declare them",
                kind.step(),
                kind.offsetKey(),
                kind.secondKey(),
                name))
        .at(
            String.format(
                Locale.ROOT,
                "dataset.%s.%s, dataset.%s.%s",
                kind.offsetKey(),
                name,
                kind.secondKey(),
                name))
        .expecting("one value for each of the bands " + modality.bands())
        .next(
            "add the statistics to the data set's config, as `stats dataset=NAME` prints them, or"
                + " use other preprocessing");
  }

  /** One problem for all such bands, with the statistics of the first. */
  private static Problem unusable(
      String name, List<String> bands, Normalization kind, double offset, double second) {
    String all = (bands.size() == 1 ? "band " : "bands ") + String.join(", ", bands);
    return Problem.of(
            "UnusableStatistics",
            String.format(
                Locale.ROOT,
                "%s cannot scale %s of %s: %s is %s, %s is %s%s",
                kind.step(),
                all,
                name,
                kind.offsetKey(),
                offset,
                kind.secondKey(),
                second,
                bands.size() == 1 ? "" : " for " + bands.get(0)))
        .at(String.format(Locale.ROOT, "dataset.%s.%s, %s", kind.secondKey(), name, all))
        .expecting(
            kind == Normalization.MEAN_STD ? "a standard deviation above 0" : "a max above the min")
        .next(
            String.format(
                Locale.ROOT,
                "such a band carries no information; to use it as zeros, list all bands of %s in"
                    + " dataset.%s and dataset.%s, and give this one %s",
                name,
                kind.offsetKey(),
                kind.secondKey(),
                kind == Normalization.MEAN_STD ? "a std of 1" : "a max 1 above its min"));
  }

  /** Computes like {@link #scale(Image, Lines)}, so that a filled pixel equals a measured one. */
  private static List<Double> fill(List<Double> values, Lines by) {
    List<Double> scaled = new ArrayList<>();
    for (int band = 0; band < values.size(); band++) {
      float value = (values.get(band).floatValue() - by.offsets[band]) / by.scales[band];
      scaled.add((double) value);
    }
    return scaled;
  }

  private static BandStats scale(BandStats stats, Lines by) {
    return new BandStats(
        scale(stats.mean(), by, true),
        scale(stats.std(), by, false),
        scale(stats.min(), by, true),
        scale(stats.max(), by, true));
  }

  private static List<Double> scale(List<Double> values, Lines by, boolean shift) {
    List<Double> scaled = new ArrayList<>();
    for (int band = 0; band < values.size(); band++) {
      scaled.add((values.get(band) - (shift ? by.offsets[band] : 0)) / by.scales[band]);
    }
    return scaled;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    Map<String, Image> images = new LinkedHashMap<>();
    sample
        .images()
        .forEach(
            (name, image) -> {
              Lines by = Objects.requireNonNull(lines.get(name));
              images.put(name, by == null ? image : scale(image, by));
            });
    return sample.with(images);
  }

  private static Image scale(Image image, Lines by) {
    int plane = image.frames() * image.height() * image.width();
    float[] from = image.data();
    float[] to = new float[from.length];
    for (int c = 0; c < image.channels(); c++) {
      float offset = by.offsets[c];
      float scale = by.scales[c];
      int end = (c + 1) * plane;
      for (int i = c * plane; i < end; i++) {
        to[i] = (from[i] - offset) / scale;
      }
    }
    return new Image(to, image.channels(), image.frames(), image.height(), image.width());
  }
}
