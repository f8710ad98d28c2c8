package org.eobench.core.preprocess.corrupt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the values of the bands of a modality mean.
 *
 * @param scale physical quantity of the values
 * @param unit value that stands for a reflectance of 1, or for a linear backscatter of 1; 1 for
 *     decibels
 * @param bands the bands in the order of the channels
 * @param means mean of each band over the training split; empty if unknown
 */
public record Modality(Scale scale, double unit, List<Band> bands, List<Double> means) {
  private static final double LONGEST_OPTICAL = 15;
  private static final double DECIBELS_BELOW = -2;
  private static final double LARGEST_FRACTION = 2;
  private static final double BYTES = 255;
  private static final double DIGITAL_NUMBERS = 10_000;

  /** Physical quantities of raw values. */
  public enum Scale {
    /** Reflectance, also as digital numbers or bytes. */
    REFLECTANCE,
    /** Radar backscatter in decibels. */
    DECIBEL,
    /** Radar backscatter as a power. */
    POWER,
    /** Anything else, or a data set without statistics of its bands. */
    UNKNOWN
  }

  public Modality {
    bands = List.copyOf(bands);
    means = List.copyOf(means);
  }

  /**
   * The facts of the modalities of a data set.
   *
   * @param selected names of the bands of each modality, in the order of the channels
   */
  public static Map<String, Modality> of(DatasetSpec spec, Map<String, List<String>> selected) {
    Map<String, Modality> all = new LinkedHashMap<>();
    selected.forEach((modality, names) -> all.put(modality, of(spec, modality, names)));
    return Collections.unmodifiableMap(all);
  }

  /** The facts of the modalities of a data set, with all their bands. */
  public static Map<String, Modality> of(DatasetSpec spec) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    spec.bands().forEach((name, bands) -> all.put(name, bands.stream().map(Band::name).toList()));
    return of(spec, all);
  }

  private static Modality of(DatasetSpec spec, String modality, List<String> names) {
    List<Band> known = spec.bands().getOrDefault(modality, List.of());
    List<Double> stated = spec.stats().getOrDefault(modality, BandStats.UNKNOWN).mean();
    List<Band> bands = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    for (String name : names) {
      for (int i = 0; i < known.size(); i++) {
        if (known.get(i).name().equals(name)) {
          bands.add(known.get(i));
          if (i < stated.size()) {
            means.add(stated.get(i));
          }
        }
      }
    }
    return of(bands, means.size() == bands.size() ? means : List.of());
  }

  /** The facts of bands; their scale follows from the sizes of their means. */
  static Modality of(List<Band> bands, List<Double> means) {
    if (bands.isEmpty() || means.isEmpty()) {
      return new Modality(Scale.UNKNOWN, 1, bands, means);
    }
    double mean = means.stream().mapToDouble(value -> value).average().orElse(0);
    boolean optical = bands.stream().allMatch(band -> isOptical(band.wavelength()));
    if (!optical) {
      boolean radar = bands.stream().noneMatch(band -> isOptical(band.wavelength()));
      Scale scale = mean < DECIBELS_BELOW ? Scale.DECIBEL : Scale.POWER;
      return new Modality(radar ? scale : Scale.UNKNOWN, 1, bands, means);
    }
    double unit = mean <= LARGEST_FRACTION ? 1 : mean <= BYTES ? BYTES : DIGITAL_NUMBERS;
    return new Modality(mean <= 0 ? Scale.UNKNOWN : Scale.REFLECTANCE, unit, bands, means);
  }

  private static boolean isOptical(@Nullable Double wavelength) {
    return wavelength != null && wavelength <= LONGEST_OPTICAL;
  }

  /** Whether the values are reflectance. */
  boolean reflectance() {
    return scale == Scale.REFLECTANCE;
  }

  /** Whether the values are backscatter. */
  boolean radar() {
    return scale == Scale.DECIBEL || scale == Scale.POWER;
  }

  /** Whether the physical quantity is known. */
  boolean known() {
    return scale != Scale.UNKNOWN;
  }

  /** The wavelength of a channel in micrometres; 0.55, green, if it is unknown. */
  double wavelength(int channel) {
    Double known = bands.get(channel).wavelength();
    return known == null ? 0.55 : known;
  }
}
