package org.eobench.core.encoder;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How the first convolution of a model that was trained on red, green and blue is carried to other
 * bands. Each new plane of the kernel is a mixture of the three trained planes; but for {@link
 * #RGB} and {@link #RANDOM}, the shares of all planes add up to three, so that an image of equal
 * bands excites the model about as much as a grey one did.
 *
 * <p>Where the bands are just red, green and blue, in whatever order, each takes its own plane
 * under every rule that mixes.
 */
public enum BandAdaptation {
  /** Red, green and blue take their planes, all other bands start at zero. */
  RGB,
  /**
   * Channel c takes plane c mod 3, times 3/C, and a single one the sum of the planes: timm's rule,
   * blind to what the bands are.
   */
  REPEAT,
  /** Every band takes the mean of the three planes, times 3/C. */
  MEAN,
  /**
   * Every band takes the planes of the two colours next to its wavelength, weighted linearly, times
   * 3/C; beyond red and below blue it takes that colour's.
   */
  WAVELENGTH,
  /**
   * Where the number of bands is another, the trained planes are dropped and the kernel keeps its
   * random first values: what Pangaea does. Three planes are taken as they are, whatever the bands.
   */
  RANDOM;

  /**
   * The shares of the trained planes in the new ones.
   *
   * @param bands in channel order
   * @return {@code [C][red, green, blue]}, or null where the kernel keeps its first values
   * @throws BenchException where the bands do not allow this rule
   */
  public double @Nullable [][] shares(List<Band> bands) {
    int count = bands.size();
    double[][] own = Colour.shares(bands);
    Row grey = channel -> new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3};
    boolean justColours = count == Colour.COUNT && Colour.missing(bands).isEmpty();
    if (this == RANDOM) {
      return count == Colour.COUNT ? identity() : null;
    }
    if (justColours) {
      return own;
    }
    return switch (this) {
      case RGB -> requireColours(bands, own);
      case REPEAT ->
          scaled(count, count == 1 ? grey : channel -> identity()[channel % Colour.COUNT]);
      case MEAN -> scaled(count, grey);
      case WAVELENGTH -> {
        List<Double> waves = requireWavelengths(bands);
        yield scaled(count, channel -> Colour.at(waves.get(channel)));
      }
      case RANDOM -> throw new IllegalStateException("answered above");
    };
  }

  private interface Row {
    double[] of(int channel);
  }

  private static double[][] scaled(int channels, Row row) {
    double[][] shares = new double[channels][];
    for (int c = 0; c < channels; c++) {
      shares[c] = row.of(c).clone();
      for (int k = 0; k < Colour.COUNT; k++) {
        shares[c][k] *= (double) Colour.COUNT / channels;
      }
    }
    return shares;
  }

  private static double[][] identity() {
    return new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  }

  private static double[][] requireColours(List<Band> bands, double[][] own) {
    List<Colour> missing = Colour.missing(bands);
    if (!missing.isEmpty()) {
      throw refusal(
          "band_adaptation=rgb needs red, green and blue among the bands; there is no "
              + String.join(" and no ", missing.stream().map(Colour::word).toList()),
          bands,
          "bands named B4, B3 and B2, or Red, Green and Blue");
    }
    return own;
  }

  private static List<Double> requireWavelengths(List<Band> bands) {
    List<Double> waves = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (Band band : bands) {
      Double wave = Colour.wavelength(band);
      if (wave == null) {
        without.add(band.name());
      } else {
        waves.add(wave);
      }
    }
    if (!without.isEmpty()) {
      throw refusal(
          "band_adaptation=wavelength needs the wavelength of every band; it is not known of "
              + String.join(", ", without),
          bands,
          "wavelengths in micrometres from the data set (dataset.wavelengths)");
    }
    return waves;
  }

  private static BenchException refusal(String what, List<Band> bands, String expected) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("BandAdaptation", what)
            .at("encoder.input_bands: " + String.join(", ", names(bands)))
            .expecting(expected)
            .next(
                "choose `encoder.band_adaptation=mean`, repeat or random, which take any bands, or"
                    + " other input_bands"));
  }

  private static List<String> names(List<Band> bands) {
    return bands.stream().map(Band::name).toList();
  }
}
