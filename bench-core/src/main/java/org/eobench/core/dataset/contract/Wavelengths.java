package org.eobench.core.dataset.contract;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandNames;

/**
 * The centre wavelength of bands in micrometres: from the configuration, else from a usual name.
 * Without one in the configuration, a numbered name is taken for Sentinel-2's.
 */
final class Wavelengths {
  private static final Map<String, Double> USUAL =
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

  private Wavelengths() {}

  /** The wavelength of each band; NaN for those that measure no reflected sunlight. */
  static double[] of(List<Band> bands) {
    double[] found = new double[bands.size()];
    for (int i = 0; i < found.length; i++) {
      Double given = bands.get(i).wavelength();
      double length =
          given != null
              ? given
              : USUAL.getOrDefault(BandNames.meaning(bands.get(i).name()), Double.NaN);
      found[i] = length >= 0.35 && length <= 2.5 ? length : Double.NaN;
    }
    return found;
  }

  /** Whether the atmosphere absorbs so much there that the ground is hardly seen. */
  static boolean isAbsorbed(double length) {
    return (length > 0.92 && length < 0.98) || (length > 1.34 && length < 1.42);
  }

  /** The first band between two wavelengths; -1 if there is none. */
  static int between(double[] lengths, double low, double high) {
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] >= low && lengths[i] <= high) {
        return i;
      }
    }
    return -1;
  }

  static int blue(double[] lengths) {
    return between(lengths, 0.46, 0.52);
  }

  static int green(double[] lengths) {
    return between(lengths, 0.53, 0.59);
  }

  static int red(double[] lengths) {
    return between(lengths, 0.63, 0.69);
  }

  /** Short-wave infrared at 1.6 micrometres. */
  static int shortWave1(double[] lengths) {
    return between(lengths, 1.55, 1.75);
  }

  /** Short-wave infrared at 2.2 micrometres. */
  static int shortWave2(double[] lengths) {
    return between(lengths, 2.05, 2.35);
  }
}
