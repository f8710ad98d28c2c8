package org.eobench.core.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The band of a data set that is nearest in wavelength to a missing one. It is only advice for the
 * user; nothing is replaced by it.
 *
 * @param name its name in the data set
 * @param wavelength its centre in micrometres
 * @param wanted the centre of the missing band in micrometres
 */
public record NearBand(String name, double wavelength, double wanted) {
  /** Bands with a smaller difference, such as B8 and B8A, are almost the same. */
  private static final double ALIKE = 0.05;

  /** Centres of Sentinel-2's bands in micrometres. */
  private static final Map<String, Double> SENTINEL_2 =
      Map.ofEntries(
          Map.entry("B1", 0.443),
          Map.entry("B2", 0.49),
          Map.entry("B3", 0.56),
          Map.entry("B4", 0.665),
          Map.entry("B5", 0.705),
          Map.entry("B6", 0.74),
          Map.entry("B7", 0.783),
          Map.entry("B8", 0.842),
          Map.entry("B8A", 0.865),
          Map.entry("B9", 0.945),
          Map.entry("B10", 1.375),
          Map.entry("B11", 1.61),
          Map.entry("B12", 2.19));

  /**
   * Finds the nearest band.
   *
   * @param missing name of the missing band
   * @param offered the data set's bands
   * @return empty if the wavelength of the missing band, or of all other bands, is unknown
   */
  public static Optional<NearBand> of(String missing, List<Band> offered) {
    Double wanted = SENTINEL_2.get(BandNames.meaning(missing));
    if (wanted == null) {
      return Optional.empty();
    }
    return offered.stream()
        .flatMap(
            band -> Optional.ofNullable(centre(band)).map(at -> near(band, at, wanted)).stream())
        .min(Comparator.comparingDouble(near -> Math.abs(near.wavelength() - wanted)));
  }

  private static NearBand near(Band band, double at, double wanted) {
    return new NearBand(band.name(), at, wanted);
  }

  private static @Nullable Double centre(Band band) {
    return band.wavelength() != null
        ? band.wavelength()
        : SENTINEL_2.get(BandNames.meaning(band.name()));
  }

  /** Whether the two bands are almost the same. */
  public boolean alike() {
    return Math.abs(wavelength - wanted) < ALIKE * wanted;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%s µm for %s µm)", name, wavelength, wanted);
  }
}
