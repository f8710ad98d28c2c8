package org.eobench.core.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises names that may denote the same band. It only gives advice and never maps a band:
 * {@code B05} is a red edge of Sentinel-2 and the near infrared of Landsat, so a user must decide.
 */
public final class BandNames {
  /** Spectral names to Sentinel-2's, in upper case without separators. */
  private static final Map<String, String> SPECTRAL =
      Map.ofEntries(
          Map.entry("COASTALAEROSOL", "B1"),
          Map.entry("BLUE", "B2"),
          Map.entry("GREEN", "B3"),
          Map.entry("RED", "B4"),
          Map.entry("REDEDGE1", "B5"),
          Map.entry("REDEDGE2", "B6"),
          Map.entry("REDEDGE3", "B7"),
          Map.entry("NIRBROAD", "B8"),
          Map.entry("NIRNARROW", "B8A"),
          Map.entry("WATERVAPOR", "B9"),
          Map.entry("CIRRUS", "B10"),
          Map.entry("SWIR1", "B11"),
          Map.entry("SWIR2", "B12"));

  /** Centres in micrometres of Sentinel-2's bands, and of names without a number. */
  private static final Map<String, Double> CENTRES =
      Map.ofEntries(
          Map.entry("B1", 0.443),
          Map.entry("B2", 0.49),
          Map.entry("B3", 0.56),
          Map.entry("B4", 0.665),
          Map.entry("B5", 0.705),
          Map.entry("B6", 0.74),
          Map.entry("B7", 0.783),
          Map.entry("B8", 0.842),
          Map.entry("NIR", 0.842),
          Map.entry("B8A", 0.865),
          Map.entry("B9", 0.945),
          Map.entry("B10", 1.375),
          Map.entry("B11", 1.61),
          Map.entry("SWIR16", 1.61),
          Map.entry("B12", 2.19),
          Map.entry("SWIR22", 2.19));

  private static final Pattern NUMBERED = Pattern.compile("B0*(\\d+A?)");

  private BandNames() {}

  /**
   * The name in {@code offered} that may denote the band {@code wanted}, such as {@code B08} or
   * {@code NIR_BROAD} for {@code B8}; null if there is none, or if {@code wanted} itself is
   * offered.
   */
  public static @Nullable String otherNameOf(String wanted, List<String> offered) {
    if (offered.contains(wanted)) {
      return null;
    }
    String meaning = meaning(wanted);
    return offered.stream().filter(name -> meaning(name).equals(meaning)).findFirst().orElse(null);
  }

  /** Sentinel-2's name of the band, or the name itself in upper case without separators. */
  public static String meaning(String name) {
    String plain = name.toUpperCase(Locale.ROOT).replaceAll("[ _-]", "");
    Matcher numbered = NUMBERED.matcher(plain);
    return numbered.matches() ? "B" + numbered.group(1) : SPECTRAL.getOrDefault(plain, plain);
  }

  /**
   * The centre of a band in micrometres: its own, else that of the band of Sentinel-2 that its name
   * denotes; null if neither is known.
   */
  public static @Nullable Double wavelength(Band band) {
    Double own = band.wavelength();
    return own == null ? CENTRES.get(meaning(band.name())) : own;
  }
}
