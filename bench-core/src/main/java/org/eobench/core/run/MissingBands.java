package org.eobench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.NearBand;
import org.eobench.core.dataset.Split;

/**
 * The bands of an encoder that the data set lacks and preprocessing fills with a constant.
 *
 * @param bands band names by modality, without modalities that lack none
 */
public record MissingBands(Map<String, List<String>> bands) {

  /**
   * The missing bands of a run, which are the same for every split unless preprocessing differs.
   */
  static MissingBands of(RunSetup setup) {
    return new MissingBands(setup.preprocessor(Split.TEST).output().padded());
  }

  /** The text for results, such as {@code optical: B10 B11}; empty if no band is missing. */
  String text() {
    return bands.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  /**
   * A sentence per modality, and one per band to which another band of the data set is near.
   *
   * @param dataset bands of the data set
   * @param taken bands of the encoder
   */
  public List<String> warnings(DatasetSpec dataset, Map<String, List<String>> taken) {
    List<String> warnings = new ArrayList<>();
    bands.forEach(
        (modality, missing) -> {
          warnings.add(
              String.format(
                  Locale.ROOT,
                  "the data set has no %s band %s; the encoder gets zeros instead",
                  modality,
                  String.join(", ", missing)));
          List<Band> offered = dataset.bands().getOrDefault(modality, List.of());
          List<String> own = taken.getOrDefault(modality, List.of());
          for (String band : missing) {
            Optional<NearBand> near = NearBand.of(band, offered);
            near.ifPresent(found -> warnings.add(hint(band, found, modality, offered, own)));
          }
        });
    return warnings;
  }

  private static String hint(
      String missing, NearBand near, String modality, List<Band> offered, List<String> taken) {
    String nearest =
        String.format(Locale.ROOT, "nearest to %s, the data set has %s", missing, near);
    if (taken.contains(near.name())) {
      return nearest + ", which the encoder already uses";
    }
    String renamed =
        offered.stream()
            .map(band -> band.name().equals(near.name()) ? missing : band.name())
            .collect(Collectors.joining(","));
    return near.alike()
        ? String.format(
            Locale.ROOT,
            "%s; to use it as %s: `'dataset.bands.%s=[%s]'`",
            nearest,
            missing,
            modality,
            renamed)
        : nearest;
  }
}
