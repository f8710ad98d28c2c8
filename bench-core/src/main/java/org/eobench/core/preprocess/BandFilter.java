package org.eobench.core.preprocess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.BandNames;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * Keeps the bands the encoder takes, by name and in the encoder's order; drops other bands and
 * modalities the encoder does not know.
 */
public final class BandFilter extends BandwiseStep {
  private final Map<String, int[]> kept;

  /**
   * @throws BenchException when the data has none of the encoder's bands, or has some of them under
   *     other names
   */
  public BandFilter(StepContext context) {
    this(context.images(), kept(context));
  }

  private BandFilter(ImageSpec images, Map<String, int[]> kept) {
    super(images.with(filtered(images, kept)));
    this.kept = kept;
  }

  /** The channels to keep of each modality, in the encoder's order. */
  private static Map<String, int[]> kept(StepContext context) {
    requireSameNames(context);
    Map<String, int[]> kept = new LinkedHashMap<>();
    context
        .images()
        .bands()
        .forEach(
            (name, bands) -> {
              List<String> wanted = context.encoder().inputBands().getOrDefault(name, List.of());
              int[] channels =
                  wanted.stream().mapToInt(bands::indexOf).filter(i -> i >= 0).toArray();
              if (channels.length > 0) {
                kept.put(name, channels);
              }
            });
    if (kept.isEmpty()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoCommonBand", "the encoder takes none of the bands the data set offers")
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "at least one band in common; the encoder takes %s, the data set offers %s",
                      context.encoder().inputBands(),
                      context.images().bands()))
              .next("choose another encoder, or name the bands as the encoder does"));
    }
    return kept;
  }

  private static Map<String, ImageSpec.Modality> filtered(
      ImageSpec images, Map<String, int[]> kept) {
    Map<String, ImageSpec.Modality> filtered = new LinkedHashMap<>();
    kept.forEach(
        (name, channels) -> filtered.put(name, images.modalities().get(name).select(channels)));
    return filtered;
  }

  /** A band under another name would be dropped here and filled with zeros later. */
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
                "the data set seems to name %s bands otherwise than the encoder: %s",
                modality,
                String.join(", ", pairs)))
        .at(
            String.format(
                Locale.ROOT, "dataset.bands.%s and encoder.input_bands.%s", modality, modality))
        .expecting("the same names; the encoder takes " + String.join(", ", wanted))
        .next(
            "give the encoder's names in dataset.bands, or the data set's, in the encoder's order,"
                + " in encoder.input_bands; beware that Landsat's B05, B06, B07 are Sentinel-2's"
                + " B8A, B11, B12");
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
