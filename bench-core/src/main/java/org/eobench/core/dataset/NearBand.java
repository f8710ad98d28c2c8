package org.eobench.core.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  /**
   * Finds the nearest band.
   *
   * @param missing name of the missing band
   * @param offered the data set's bands
   * @return empty if the wavelength of the missing band, or of all other bands, is unknown
   */
  public static Optional<NearBand> of(String missing, List<Band> offered) {
    Double wanted = BandNames.wavelength(new Band(missing, null));
    if (wanted == null) {
      return Optional.empty();
    }
    return offered.stream()
        .flatMap(
            band ->
                Optional.ofNullable(BandNames.wavelength(band))
                    .map(at -> near(band, at, wanted))
                    .stream())
        .min(Comparator.comparingDouble(near -> Math.abs(near.wavelength() - wanted)));
  }

  private static NearBand near(Band band, double at, double wanted) {
    return new NearBand(band.name(), at, wanted);
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
