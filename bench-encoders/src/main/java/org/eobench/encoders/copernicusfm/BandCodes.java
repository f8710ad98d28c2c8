package org.eobench.encoders.copernicusfm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.Wavelengths;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;

/** What identifies the input bands: wavelength and bandwidth, or the name of a variable. */
final class BandCodes {
  private static final String NAME = "Copernicus-FM";
  private static final double NANOMETRES = 1000;
  private static final FourierCodes WAVELENGTHS = new FourierCodes(100, 1e9);
  private static final FourierCodes BANDWIDTHS = new FourierCodes(1, 1e9);
  private static final String CODES_URL =
      "https://huggingface.co/wangyi111/Copernicus-FM/resolve/main/varname_embed/varname_embed_llama3.2_1B.pt";

  private BandCodes() {}

  /**
   * The sum of the codes of wavelength and bandwidth of each band, {@code [C,width]} in C order.
   *
   * @throws BenchException that lists the bands of which one of them is unknown
   */
  static float[] spectral(CopernicusFmConfig config, EncoderContext context) {
    Map<String, List<String>> bands = config.keys().inputBands();
    float[] waves = Wavelengths.of(NAME, bands, config.waveList(), context.bands());
    List<Double> widths = bandwidths(config);
    int width = config.wvPlanes();
    float[] codes = new float[waves.length * width];
    for (int band = 0; band < waves.length; band++) {
      float[] wave = WAVELENGTHS.of(nanometres(waves[band]), width);
      float[] bandwidth = BANDWIDTHS.of(nanometres(widths.get(band)), width);
      for (int i = 0; i < width; i++) {
        codes[band * width + i] = wave[i] + bandwidth[i];
      }
    }
    return codes;
  }

  /** Whole nanometres, as in the authors' lists. */
  private static double nanometres(double micrometres) {
    return Math.rint(micrometres * NANOMETRES);
  }

  private static List<Double> bandwidths(CopernicusFmConfig config) {
    Problems problems = new Problems();
    List<Double> found = new ArrayList<>();
    config
        .keys()
        .inputBands()
        .forEach(
            (modality, names) -> {
              Map<String, Double> listed = config.bandwidthList().getOrDefault(modality, Map.of());
              for (String name : names) {
                Double width = listed.get(name);
                if (width == null) {
                  problems.add(withoutBandwidth(modality, name, listed));
                } else {
                  found.add(width);
                }
              }
            });
    problems.throwIfAny(ExitCode.CONFIG);
    return found;
  }

  private static Problem withoutBandwidth(
      String modality, String name, Map<String, Double> listed) {
    return Problem.of(
            "BandWithoutBandwidth",
            String.format(
                Locale.ROOT,
                "band %s of modality %s has no bandwidth, but %s needs it",
                name,
                modality,
                NAME))
        .at("encoder.input_bands." + modality)
        .expecting(Suggest.sentence(name, new TreeSet<>(listed.keySet())))
        .next(
            String.format(
                Locale.ROOT,
                "set micrometres with `+encoder.bandwidth_list.%s.%s=0.03`",
                modality,
                name));
  }

  /**
   * The code of a variable's name from the file of codes, {@code [length]}.
   *
   * @throws BenchException if there is no such file, no such variable or a code of another length
   */
  static float[] ofVariable(String variable, Path file, int length) {
    if (!Files.exists(file)) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("NoLanguageCodes", "the file of the codes of variables does not exist")
              .at("encoder.language_codes=" + file)
              .expecting("the authors' file, " + CODES_URL)
              .next("download it to this path, or set `encoder.language_codes=FILE`"));
    }
    try (TensorFile codes = TensorFile.open(file)) {
      for (TensorInfo info : codes.tensors()) {
        if (info.name().equals(variable) && info.count() == length) {
          return codes.floats(variable);
        }
      }
      List<String> known =
          codes.tensors().stream()
              .filter(info -> info.count() == length)
              .map(TensorInfo::name)
              .toList();
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "UnknownVariable",
                  String.format(
                      Locale.ROOT, "%s has no code of %d numbers for %s", file, length, variable))
              .at("encoder.variable=" + variable)
              .expecting(Suggest.sentence(variable, new TreeSet<>(known)))
              .next("set `encoder.variable=NAME` to one of these"));
    }
  }
}
