package org.eobench.core.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eobench.core.dataset.Band;
import org.jspecify.annotations.Nullable;

/**
 * An input channel of a kernel that was trained on colour images, in channel order. The band names
 * are those of Sentinel-2 and Landsat 8. A known wavelength outside the colour overrides a name,
 * for example for the near-infrared B4 of older Landsats.
 */
enum Colour {
  RED(0.665, 0.59, 0.75, "b4", "b04", "red", "r"),
  GREEN(0.56, 0.50, 0.60, "b3", "b03", "green", "g"),
  BLUE(0.49, 0.42, 0.52, "b2", "b02", "blue", "b");

  static final int COUNT = 3;

  private final double centre;
  private final double shortest;
  private final double longest;
  private final Set<String> names;

  /** Creates a colour from wavelengths in micrometres; the centres are those of Sentinel-2. */
  Colour(double centre, double shortest, double longest, String... names) {
    this.centre = centre;
    this.shortest = shortest;
    this.longest = longest;
    this.names = Set.of(names);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean is(Band band) {
    Double wave = band.wavelength();
    return names.contains(band.name().toLowerCase(Locale.ROOT))
        && (wave == null || (wave >= shortest && wave <= longest));
  }

  private static @Nullable Colour of(Band band) {
    return Arrays.stream(values()).filter(colour -> colour.is(band)).findFirst().orElse(null);
  }

  /** The colours that no band has. */
  static List<Colour> missing(List<Band> bands) {
    List<Colour> missing = new ArrayList<>(List.of(values()));
    missing.removeIf(colour -> bands.stream().anyMatch(colour::is));
    return missing;
  }

  /** The wavelength of a band; if it is unknown, that of its colour; null if neither is known. */
  static @Nullable Double wavelength(Band band) {
    Double wave = band.wavelength();
    Colour colour = of(band);
    if (wave != null || colour == null) {
      return wave;
    }
    return colour.centre;
  }

  /**
   * Gives each colour's channel to the bands of that colour, in equal parts if there are several.
   */
  static double[][] shares(List<Band> bands) {
    double[][] shares = new double[bands.size()][COUNT];
    for (Colour colour : values()) {
      long count = bands.stream().filter(colour::is).count();
      for (int c = 0; c < shares.length; c++) {
        if (colour.is(bands.get(c))) {
          shares[c][colour.ordinal()] = 1.0 / count;
        }
      }
    }
    return shares;
  }

  /** Linear weights of the colours next to a wavelength in micrometres; they add up to one. */
  static double[] at(double wave) {
    double[] weights = new double[COUNT];
    for (int k = 0; k < COUNT - 1; k++) {
      double longer = values()[k].centre;
      double shorter = values()[k + 1].centre;
      if (wave >= shorter && wave < longer) {
        weights[k] = (wave - shorter) / (longer - shorter);
        weights[k + 1] = 1 - weights[k];
      }
    }
    if (wave >= RED.centre) {
      weights[RED.ordinal()] = 1;
    } else if (wave < BLUE.centre) {
      weights[BLUE.ordinal()] = 1;
    }
    return weights;
  }
}
