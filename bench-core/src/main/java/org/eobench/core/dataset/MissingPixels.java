package org.eobench.core.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The treatment of pixels without data, which are NaN in an {@link Image}.
 *
 * @param rule whether these pixels are used
 * @param extent what must lack data so that a pixel does not count, for {@link Rule#IGNORE}
 * @param fill value of such pixels in an encoder's input by modality and band, in the unit of the
 *     data; other bands get their mean
 */
public record MissingPixels(Rule rule, Extent extent, Map<String, Fill> fill) {
  /** Pixels without data are ignored; in the encoder's input they are the mean of the band. */
  public static final MissingPixels IGNORED = new MissingPixels(Rule.IGNORE, Map.of());

  /** Whether pixels without data are used. */
  public enum Rule {
    /** They are excluded from statistics, training and scores, as {@link Extent} says. */
    IGNORE,
    /** They are filled when the sample is read, with 0 by default, and used. */
    FILL
  }

  /** What must lack data so that a pixel loses its target. */
  public enum Extent {
    /** All bands and dates of the main modality, which is the first. */
    MAIN,
    /** All bands and dates of all modalities. */
    ALL,
    /** All dates of any band of any modality. */
    ANY
  }

  /**
   * The values that replace missing data of a modality.
   *
   * @param all value of bands that are not listed, or null for the mean of each
   * @param bands values by band
   */
  public record Fill(@Nullable Double all, Map<String, Double> bands) {
    public Fill {
      bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
    }

    /** One value for all bands. */
    public static Fill of(double value) {
      return new Fill(value, Map.of());
    }
  }

  public MissingPixels {
    fill = Collections.unmodifiableMap(new LinkedHashMap<>(fill));
  }

  /** Missing pixels of the main modality. */
  public MissingPixels(Rule rule, Map<String, Fill> fill) {
    this(rule, Extent.MAIN, fill);
  }

  /** The fill value of a band, or null for its mean. */
  public @Nullable Double fill(String modality, String band) {
    Fill of = fill.get(modality);
    return of == null ? null : of.bands.getOrDefault(band, of.all);
  }
}
