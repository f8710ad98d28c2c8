package org.eobench.core.encoder;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How the first convolution of a model trained on red, green and blue is adapted to other bands.
 * Each new channel of the kernel is a weighted sum of the three trained channels. Except for {@link
 * #RGB} and {@link #RANDOM}, the weights of all new channels add up to three, so that an image of
 * equal bands gives activations of about the same size as a grey image did.
 *
 * <p>If the bands are exactly red, green and blue in any order, each keeps its own channel under
 * every rule except {@link #RANDOM}.
 */
public enum BandAdaptation {
  /** Red, green and blue keep their channels; all other bands start at zero. */
  RGB,
  /**
   * Channel c takes the trained channel c mod 3, times 3/C; a single band takes the sum of the
   * channels. This is timm's rule, which ignores what the bands are.
   */
  REPEAT,
  /** Every band takes the mean of the three channels, times 3/C. */
  MEAN,
  /**
   * Every band takes the channels of the two colours nearest to its wavelength, weighted linearly,
   * times 3/C; beyond red and below blue it takes the channel of that colour.
   */
  WAVELENGTH,
  /**
   * If the number of bands is not three, the trained channels are dropped and the kernel keeps its
   * random initialization, as in Pangaea. With three bands, the channels are kept as they are,
   * whatever the bands.
   */
  RANDOM;

  /**
   * The weights of the trained channels in the new ones.
   *
   * @param bands in channel order
   * @return {@code [C][red, green, blue]}, or null if the kernel keeps its initialization
   * @throws BenchException if the rule does not apply to these bands
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
      case RANDOM -> throw new IllegalStateException("random has no weights");
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
          "band_adaptation=rgb needs red, green and blue bands, but there is no "
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
          "band_adaptation=wavelength needs the wavelength of every band, but it is unknown for "
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
                "choose `encoder.band_adaptation=mean`, repeat or random, which accept any bands, or choose"
                    + " other input_bands"));
  }

  private static List<String> names(List<Band> bands) {
    return bands.stream().map(Band::name).toList();
  }
}
