package org.eobench.core.preprocess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * Facts about the images at one point of a preprocessing chain: bands, their statistics and size.
 *
 * @param modalities the images of a sample, by modality
 * @param height H, rows, or 0 if samples differ
 * @param width W, columns, or 0 if samples differ
 * @param ignoreIndex label of pixels that are ignored
 * @param distribution share of each class among the valid pixels; empty if unknown
 */
public record ImageSpec(
    Map<String, Modality> modalities,
    int height,
    int width,
    int ignoreIndex,
    List<Double> distribution) {

  /**
   * The image of one modality.
   *
   * @param bands band names in channel order
   * @param stats statistics of these bands after the steps so far; empty lists if unknown
   * @param padded those of {@code bands} that the data lacks and a step has filled
   * @param fill values that replace missing data at the end of the chain, one per band, on the
   *     scale after the steps so far; empty for 0
   */
  public record Modality(
      List<String> bands, BandStats stats, Set<String> padded, List<Double> fill) {
    public Modality {
      bands = List.copyOf(bands);
      padded = Set.copyOf(padded);
      fill = List.copyOf(fill);
    }

    /** An image whose missing data are replaced by the mean of each band. */
    public Modality(List<String> bands, BandStats stats, Set<String> padded) {
      this(bands, stats, padded, stats.mean());
    }

    /** The image with {@link #fill}, or 0 if it is empty, in place of missing data (NaN). */
    public Image filled(Image image) {
      float[] data = image.data();
      float[] whole = data;
      int series = image.frames() * image.height() * image.width();
      for (int i = 0; i < data.length; i++) {
        if (Float.isNaN(data[i])) {
          // A step never changes its input.
          whole = whole == data ? data.clone() : whole;
          whole[i] = fill.isEmpty() ? 0 : fill.get(i / series).floatValue();
        }
      }
      return new Image(whole, image.channels(), image.frames(), image.height(), image.width());
    }

    /** The same image with only the channels {@code kept}, in that order. */
    public Modality select(int[] kept) {
      return select(kept, pick(bands, kept));
    }

    /** As {@link #select(int[])}, with these names of the channels. */
    Modality select(int[] kept, List<String> names) {
      Set<String> made = new HashSet<>(padded);
      made.retainAll(names);
      BandStats picked =
          new BandStats(
              pick(stats.mean(), kept),
              pick(stats.std(), kept),
              pick(stats.min(), kept),
              pick(stats.max(), kept));
      return new Modality(names, picked, made, pick(fill, kept));
    }

    private static <T> List<T> pick(List<T> values, int[] kept) {
      List<T> picked = new ArrayList<>();
      for (int index : kept) {
        if (!values.isEmpty()) {
          picked.add(values.get(index));
        }
      }
      return picked;
    }
  }

  public ImageSpec {
    modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
    distribution = List.copyOf(distribution);
  }

  /**
   * The images as a data set's reader returns them if all bands are requested.
   *
   * @throws BenchException if a modality has different numbers of statistics and bands
   */
  public static ImageSpec of(DatasetSpec dataset) {
    Problems problems = new Problems();
    Map<String, Modality> modalities = new LinkedHashMap<>();
    dataset
        .bands()
        .forEach(
            (modality, bands) -> {
              BandStats stats = dataset.stats(modality);
              requireLength(problems, "data_mean." + modality, stats.mean(), bands);
              requireLength(problems, "data_std." + modality, stats.std(), bands);
              requireLength(problems, "data_min." + modality, stats.min(), bands);
              requireLength(problems, "data_max." + modality, stats.max(), bands);
            });
    problems.throwIfAny(ExitCode.CONFIG);
    dataset
        .bands()
        .forEach(
            (modality, bands) ->
                modalities.put(
                    modality,
                    new Modality(
                        bands.stream().map(Band::name).toList(),
                        dataset.stats(modality),
                        Set.of(),
                        fill(dataset, modality, bands))));
    return new ImageSpec(
        modalities,
        dataset.imgSize(),
        dataset.imgSize(),
        dataset.ignoreIndex(),
        dataset.distribution());
  }

  /** The given value or the mean of each band; empty if a mean is needed and unknown. */
  private static List<Double> fill(DatasetSpec dataset, String modality, List<Band> bands) {
    List<Double> means = dataset.stats(modality).mean();
    List<Double> fill = new ArrayList<>();
    for (int i = 0; i < bands.size(); i++) {
      Double given = dataset.missingPixels().fill(modality, bands.get(i).name());
      if (given == null && means.isEmpty()) {
        return List.of();
      }
      fill.add(given == null ? means.get(i) : given);
    }
    return fill;
  }

  private static void requireLength(
      Problems problems, String key, List<Double> values, List<Band> bands) {
    if (!values.isEmpty() && values.size() != bands.size()) {
      problems.add(
          Problem.of(
                  "StatisticsDoNotFit",
                  String.format(
                      Locale.ROOT,
                      "%s has %d values, but there are %d bands",
                      key,
                      values.size(),
                      bands.size()))
              .at("dataset." + key)
              .expecting("one value for each of " + bands.stream().map(Band::name).toList())
              .next("correct the list in the data set's config, or make it empty if unknown"));
    }
  }

  /** Band names by modality, in channel order. */
  public Map<String, List<String>> bands() {
    return each(Modality::bands);
  }

  /** Filled bands by modality, without modalities that have none. */
  public Map<String, List<String>> padded() {
    Map<String, List<String>> padded =
        new LinkedHashMap<>(each(m -> m.bands.stream().filter(m.padded::contains).toList()));
    padded.values().removeIf(List::isEmpty);
    return Collections.unmodifiableMap(padded);
  }

  /** The same images with these modalities in place of all others. */
  public ImageSpec with(Map<String, Modality> changed) {
    return new ImageSpec(changed, height, width, ignoreIndex, distribution);
  }

  /** The same images with another size. */
  public ImageSpec with(PixelSize size) {
    return new ImageSpec(modalities, size.height(), size.width(), ignoreIndex, distribution);
  }

  private Map<String, List<String>> each(Function<Modality, List<String>> part) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    modalities.forEach((name, modality) -> parts.put(name, part.apply(modality)));
    return Collections.unmodifiableMap(parts);
  }
}
