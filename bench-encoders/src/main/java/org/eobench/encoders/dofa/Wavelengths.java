package org.eobench.encoders.dofa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** Finds the wavelength of every input band: the only thing DOFA knows of a band. */
final class Wavelengths {
  private Wavelengths() {}

  /**
   * Wavelengths in micrometres in channel order, modalities one after the other.
   *
   * @param offered the data set's bands by modality
   * @throws BenchException naming every band without a wavelength
   */
  static float[] of(DofaConfig config, Map<String, List<Band>> offered) {
    Problems problems = new Problems();
    List<Double> found = new ArrayList<>();
    config
        .inputBands()
        .forEach(
            (modality, names) -> {
              Map<String, Double> listed = config.waveList().getOrDefault(modality, Map.of());
              for (String name : names) {
                Double wavelength = listed.get(name);
                if (wavelength == null) {
                  wavelength = given(offered.getOrDefault(modality, List.of()), name);
                }
                if (wavelength == null) {
                  problems.add(missing(modality, name, listed));
                } else {
                  found.add(wavelength);
                }
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

  private static Problem missing(String modality, String name, Map<String, Double> listed) {
    return Problem.of(
            "BandWithoutWavelength",
            "band %s of modality %s has no wavelength, and DOFA knows bands by nothing else"
                .formatted(name, modality))
        .at("encoder.input_bands." + modality)
        .expecting(Suggest.sentence(name, new TreeSet<>(listed.keySet())))
        .next(
            ("say it in micrometres, such as +encoder.wave_list.%s.%s=0.665, or leave the band out"
                    + " of encoder.input_bands")
                .formatted(modality, name));
  }
}
