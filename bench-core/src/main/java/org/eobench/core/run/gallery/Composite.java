package org.eobench.core.run.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.loader.ImageBatch;
import org.eobench.core.preprocess.ImageSpec;
import org.jspecify.annotations.Nullable;

/**
 * Three channels of a sample as red, green and blue, or one as grey. Each is stretched between its
 * 2nd and 98th percentile, so that preprocessing by scale and offset does not show.
 *
 * @param modality the modality that is shown
 * @param bands names of the three bands, or of one
 * @param channels their channels
 */
public record Composite(String modality, List<String> bands, List<Integer> channels) {
  /** Wavelengths of red, green and blue in micrometres, and how far a band may be from them. */
  private static final double[] COLOURS = {0.665, 0.56, 0.49};

  private static final double TOLERANCE = 0.04;
  private static final double LOW = 0.02;
  private static final double HIGH = 0.98;
  private static final int OPAQUE = 0xFF000000;

  /** The channels to show: red, green and blue if a modality has them, or its first. */
  public static Composite of(DatasetSpec dataset, ImageSpec images) {
    for (Map.Entry<String, ImageSpec.Modality> entry : images.modalities().entrySet()) {
      List<Integer> colours = new ArrayList<>();
      for (double colour : COLOURS) {
        Integer channel = nearest(dataset, entry.getKey(), entry.getValue(), colour);
        if (channel != null) {
          colours.add(channel);
        }
      }
      if (colours.size() == COLOURS.length) {
        return of(entry, colours);
      }
    }
    Map.Entry<String, ImageSpec.Modality> first = images.modalities().entrySet().iterator().next();
    return of(first, List.of(0));
  }

  private static Composite of(
      Map.Entry<String, ImageSpec.Modality> modality, List<Integer> channels) {
    List<String> names = channels.stream().map(modality.getValue().bands()::get).toList();
    return new Composite(modality.getKey(), names, List.copyOf(channels));
  }

  /** The channel of the band nearest to a wavelength; bands that the data lacks show nothing. */
  private static @Nullable Integer nearest(
      DatasetSpec dataset, String modality, ImageSpec.Modality image, double wavelength) {
    Integer best = null;
    double least = TOLERANCE;
    for (Band band : dataset.bands().getOrDefault(modality, List.of())) {
      int channel = image.bands().indexOf(band.name());
      Double centre = band.wavelength();
      if (channel >= 0 && centre != null && Math.abs(centre - wavelength) < least) {
        least = Math.abs(centre - wavelength);
        best = channel;
      }
    }
    return best;
  }

  /** The picture of the first sample of a batch, of its first date. */
  public Picture picture(ImageBatch images) {
    return Picture.of(
        images.height(),
        images.width(),
        colours(images.data(), images.frames(), images.height() * images.width()));
  }

  /**
   * The colours of an image that has all channels of the modality, of its first date.
   *
   * @return the colour of the pixel with an index in row order; 0, which is transparent, where a
   *     band has no data (NaN)
   */
  public IntUnaryOperator colours(Image image) {
    return colours(image.data(), image.frames(), image.height() * image.width());
  }

  private IntUnaryOperator colours(float[] data, int frames, int size) {
    List<float[]> planes =
        channels.stream()
            .map(channel -> channel * frames * size)
            .map(start -> Arrays.copyOfRange(data, start, start + size))
            .toList();
    List<float[]> limits = planes.stream().map(Composite::limits).toList();
    return pixel -> {
      int colour = OPAQUE;
      for (int channel = 0; channel < 3; channel++) {
        int plane = Math.min(channel, planes.size() - 1);
        float value = planes.get(plane)[pixel];
        if (Float.isNaN(value)) {
          return Palette.NONE;
        }
        colour |= level(value, limits.get(plane)) << (16 - 8 * channel);
      }
      return colour;
    };
  }

  private static float[] limits(float[] plane) {
    float[] sorted = plane.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    while (last > 0 && Float.isNaN(sorted[last])) {
      last--; // NaN is sorted behind all numbers
    }
    return new float[] {sorted[(int) (LOW * last)], sorted[(int) (HIGH * last)]};
  }

  private static int level(float value, float[] limits) {
    float range = limits[1] - limits[0];
    float share = range > 0 ? (value - limits[0]) / range : 0.5f;
    return Math.round(255 * Math.max(0, Math.min(1, share)));
  }
}
