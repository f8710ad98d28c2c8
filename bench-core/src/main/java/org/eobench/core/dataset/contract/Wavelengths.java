package org.eobench.core.dataset.contract;

import java.util.List;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandNames;

/**
 * The centre wavelength of bands in micrometres: from the configuration, else from a usual name.
 * Without one in the configuration, a numbered name is taken for Sentinel-2's.
 */
final class Wavelengths {
  private Wavelengths() {}

  /** The wavelength of each band; NaN for those that measure no reflected sunlight. */
  static double[] of(List<Band> bands) {
    double[] found = new double[bands.size()];
    for (int i = 0; i < found.length; i++) {
      Double length = BandNames.wavelength(bands.get(i));
      found[i] = length != null && length >= 0.35 && length <= 2.5 ? length : Double.NaN;
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
