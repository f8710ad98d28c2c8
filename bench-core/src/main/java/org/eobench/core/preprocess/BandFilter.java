package org.eobench.core.preprocess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.BandNames;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * Selects the encoder's bands by name, in the encoder's order, with the band that takes the place
 * of one that the data lacks. Drops all other bands and modalities.
 */
public final class BandFilter extends BandwiseStep {
  private final Map<String, int[]> kept = new LinkedHashMap<>();

  /**
   * @throws BenchException if the data has none of the encoder's bands, or names some of them
   *     differently
   */
  public BandFilter(StepContext context) {
    this(context.images(), kept(context));
  }

  private BandFilter(ImageSpec images, Map<String, Map<String, Integer>> kept) {
    super(images.with(filtered(images, kept)));
    kept.forEach((name, channels) -> this.kept.put(name, channels(channels)));
  }

  private static int[] channels(Map<String, Integer> bands) {
    return bands.values().stream().mapToInt(channel -> channel).toArray();
  }

  /** The channel of each band to keep, by modality, in the encoder's order. */
  private static Map<String, Map<String, Integer>> kept(StepContext context) {
    requireSameNames(context);
    Map<String, Map<String, Integer>> kept = new LinkedHashMap<>();
    context
        .images()
        .bands()
        .forEach(
            (name, bands) -> {
              List<String> wanted = context.encoder().inputBands().getOrDefault(name, List.of());
              Map<String, Integer> channels = new LinkedHashMap<>();
              for (String band : wanted) {
                int channel = context.channel(name, band, bands);
                if (channel >= 0) {
                  channels.put(band, channel);
                }
              }
              if (!channels.isEmpty()) {
                kept.put(name, channels);
              }
            });
    if (kept.isEmpty()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoCommonBand", "the encoder and the data set have no band in common")
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "at least one common band; the encoder takes %s, the data set has %s",
                      context.encoder().inputBands(),
                      context.images().bands()))
              .next("choose another encoder, or use the encoder's band names"));
    }
    return kept;
  }

  private static Map<String, ImageSpec.Modality> filtered(
      ImageSpec images, Map<String, Map<String, Integer>> kept) {
    Map<String, ImageSpec.Modality> filtered = new LinkedHashMap<>();
    kept.forEach(
        (name, channels) -> {
          ImageSpec.Modality all = Objects.requireNonNull(images.modalities().get(name));
          filtered.put(name, all.select(channels(channels), List.copyOf(channels.keySet())));
        });
    return filtered;
  }

  /**
   * Refuses bands under other names: this step would drop them, and a later one would fill them
   * with zeros.
   */
  private static void requireSameNames(StepContext context) {
    Problems problems = new Problems();
    context
        .encoder()
        .inputBands()
        .forEach(
            (modality, wanted) -> {
              List<String> offered = context.images().bands().getOrDefault(modality, List.of());
              List<String> pairs = new ArrayList<>();
              for (String band : wanted) {
                String other = BandNames.otherNameOf(band, offered);
                if (other != null && !wanted.contains(other)) {
                  pairs.add(other + " for " + band);
                }
              }
              if (!pairs.isEmpty()) {
                problems.add(otherNames(modality, pairs, wanted));
              }
            });
    problems.throwIfAny(ExitCode.CONFIG);
  }

  private static Problem otherNames(String modality, List<String> pairs, List<String> wanted) {
    return Problem.of(
            "OtherBandNames",
            String.format(
                Locale.ROOT,
                "the data set and the encoder seem to use different names for %s bands: %s",
                modality,
                String.join(", ", pairs)))
        .at(
            String.format(
                Locale.ROOT, "dataset.bands.%s and encoder.input_bands.%s", modality, modality))
        .expecting("the same names; the encoder takes " + String.join(", ", wanted))
        .next(
            "use the encoder's names in dataset.bands, or the data set's names, in the encoder's"
                + " order, in encoder.input_bands; note that Landsat's B05, B06, B07 are"
                + " Sentinel-2's B8A, B11, B12");
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    Map<String, Image> images = new LinkedHashMap<>();
    sample
        .images()
        .forEach(
            (name, image) -> {
              int[] channels = kept.get(name);
              if (channels != null) {
                images.put(name, select(image, channels));
              }
            });
    return sample.with(images);
  }

  private static Image select(Image image, int[] channels) {
    int plane = image.frames() * image.height() * image.width();
    float[] data = new float[channels.length * plane];
    for (int c = 0; c < channels.length; c++) {
      System.arraycopy(image.data(), channels[c] * plane, data, c * plane, plane);
    }
    return new Image(data, channels.length, image.frames(), image.height(), image.width());
  }
}
