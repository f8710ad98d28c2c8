package org.eobench.core.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Gives each image exactly the encoder's bands. A band that the data lacks is filled with a
 * constant and listed by {@link ImageSpec#padded()}.
 *
 * <p>It belongs after normalisation, where 0 is the mean of the data set. If normalisation follows,
 * it also turns a filled band into 0.
 */
public final class BandPadding extends BandwiseStep {
  private static final int ABSENT = -1;

  private final Map<String, int[]> sources;
  private final float fillValue;

  /**
   * @param fillValue value of every pixel of a missing band
   * @param allowMissingModality whether a modality without any data is filled; otherwise it is an
   *     error
   */
  public BandPadding(StepContext context, double fillValue, boolean allowMissingModality) {
    this(context, (float) fillValue, sources(context, allowMissingModality));
  }

  private BandPadding(StepContext context, float fillValue, Map<String, int[]> sources) {
    super(context.images().with(padded(context, fillValue, sources)));
    this.sources = sources;
    this.fillValue = fillValue;
  }

  /** The channel of the data that each of the encoder's bands comes from, by modality. */
  private static Map<String, int[]> sources(StepContext context, boolean allowMissingModality) {
    Map<String, List<String>> offered = context.images().bands();
    Map<String, int[]> sources = new LinkedHashMap<>();
    context
        .encoder()
        .inputBands()
        .forEach(
            (name, wanted) -> {
              List<String> bands = offered.get(name);
              if (bands == null && !allowMissingModality) {
                throw missing(name, wanted, context);
              }
              List<String> present = bands == null ? List.of() : bands;
              sources.put(
                  name,
                  wanted.stream().mapToInt(band -> context.channel(name, band, present)).toArray());
            });
    return sources;
  }

  private static Map<String, ImageSpec.Modality> padded(
      StepContext context, float fillValue, Map<String, int[]> sources) {
    Map<String, ImageSpec.Modality> padded = new LinkedHashMap<>();
    context
        .encoder()
        .inputBands()
        .forEach(
            (name, wanted) -> {
              ImageSpec.Modality data = context.images().modalities().get(name);
              int[] from = Objects.requireNonNull(sources.get(name));
              padded.put(name, pad(data, wanted, from, fillValue));
            });
    return padded;
  }

  private static BenchException missing(String name, List<String> wanted, StepContext context) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "MissingModality",
                String.format(
                    Locale.ROOT,
                    "the encoder takes the modality %s, but the data has none of its bands",
                    name))
            .at("preprocessing step BandPadding")
            .expecting(
                String.format(
                    Locale.ROOT,
                    "at least one of %s; at this step the data has %s",
                    wanted,
                    context.images().bands()))
            .next(
                "choose an encoder for the available modalities, set missing_modality of the"
                    + " encoder if it has this key, or set allow_missing_modality: true for"
                    + " BandPadding, which then fills the whole image with fill_value"));
  }

  private static ImageSpec.Modality pad(
      ImageSpec.@Nullable Modality data, List<String> wanted, int[] source, float fillValue) {
    BandStats stats = data == null ? BandStats.UNKNOWN : data.stats();
    Set<String> made = new HashSet<>(data == null ? Set.of() : data.padded());
    made.retainAll(wanted);
    for (int c = 0; c < source.length; c++) {
      if (source[c] == ABSENT) {
        made.add(wanted.get(c));
      }
    }
    // With these statistics, either normalisation turns a filled band into 0.
    BandStats all =
        new BandStats(
            spread(stats.mean(), source, fillValue),
            spread(stats.std(), source, 1),
            spread(stats.min(), source, fillValue),
            spread(stats.max(), source, (double) fillValue + 1));
    List<Double> fill = spread(data == null ? List.of() : data.fill(), source, fillValue);
    return new ImageSpec.Modality(wanted, all, made, fill);
  }

  private static List<Double> spread(List<Double> values, int[] source, double absent) {
    boolean known = !values.isEmpty() || Arrays.stream(source).allMatch(c -> c == ABSENT);
    List<Double> spread = new ArrayList<>();
    for (int c : source) {
      if (known) {
        spread.add(c == ABSENT ? (Double) absent : values.get(c));
      }
    }
    return spread;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    Image shape = sample.images().values().iterator().next();
    Map<String, Image> images = new LinkedHashMap<>();
    sources.forEach(
        (name, source) -> {
          Image image = sample.images().get(name);
          images.put(name, fill(image, image == null ? shape : image, source));
        });
    return sample.with(images);
  }

  private Image fill(@Nullable Image image, Image shape, int[] source) {
    int plane = shape.frames() * shape.height() * shape.width();
    float[] data = new float[source.length * plane];
    for (int c = 0; c < source.length; c++) {
      if (image == null || source[c] == ABSENT) {
        Arrays.fill(data, c * plane, (c + 1) * plane, fillValue);
      } else {
        System.arraycopy(image.data(), source[c] * plane, data, c * plane, plane);
      }
    }
    return new Image(data, source.length, shape.frames(), shape.height(), shape.width());
  }
}
