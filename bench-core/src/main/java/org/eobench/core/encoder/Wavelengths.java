package org.eobench.core.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the wavelength of every input band, for encoders that identify bands only by wavelength.
 */
public final class Wavelengths {
  private Wavelengths() {}

  /**
   * Wavelengths in micrometres in channel order, modalities one after the other.
   *
   * @param encoder its name in error texts
   * @param inputBands band names by modality, in channel order
   * @param waveList the encoder's own wavelengths by modality and band name; they take precedence
   * @param offered the data set's bands by modality, for bands not in {@code waveList}
   * @throws BenchException that lists every band without a wavelength
   */
  public static float[] of(
      String encoder,
      Map<String, List<String>> inputBands,
      Map<String, Map<String, Double>> waveList,
      Map<String, List<Band>> offered) {
    Problems problems = new Problems();
    List<Double> found = new ArrayList<>();
    inputBands.forEach(
        (modality, names) -> {
          Map<String, Double> listed = waveList.getOrDefault(modality, Map.of());
          List<String> unknown = new ArrayList<>();
          for (String name : names) {
            Double wavelength = listed.get(name);
            if (wavelength == null) {
              wavelength = given(offered.getOrDefault(modality, List.of()), name);
            }
            if (wavelength == null) {
              unknown.add(name);
            } else {
              found.add(wavelength);
            }
          }
          if (!unknown.isEmpty()) {
            problems.add(missing(encoder, modality, unknown, listed));
          }
        });
    problems.throwIfAny(ExitCode.CONFIG);
    float[] wavelengths = new float[found.size()];
    for (int i = 0; i < wavelengths.length; i++) {
      wavelengths[i] = found.get(i).floatValue();
    }
    return wavelengths;
  }

  private static @Nullable Double given(List<Band> bands, String name) {
    return bands.stream()
        .filter(band -> band.name().equals(name))
        .findFirst()
        .map(Band::wavelength)
        .orElse(null);
  }

  private static Problem missing(
      String encoder, String modality, List<String> names, Map<String, Double> listed) {
    String first = names.get(0);
    boolean one = names.size() == 1;
    return Problem.of(
            "BandWithoutWavelength",
            String.format(
                Locale.ROOT,
                "%s %s of modality %s %s no wavelength, but %s needs it",
                one ? "band" : "bands",
                String.join(", ", names),
                modality,
                one ? "has" : "have",
                encoder))
        .at("encoder.input_bands." + modality)
        .expecting(Suggest.sentence(first, new TreeSet<>(listed.keySet())))
        .next(
            String.format(
                Locale.ROOT,
                "set micrometres for each of them, `+encoder.wave_list.%1$s.%2$s=0.665`, or for"
                    + " all bands in file order,"
                    + " `'+dataset.wavelengths.%1$s=[MICROMETRES]'`; or use the band names of"
                    + " %3$s",
                modality,
                first,
                encoder));
  }
}
