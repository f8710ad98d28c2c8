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
 * The bands that an encoder takes and the data lack: preprocessing fills them with one value.
 *
 * @param bands their names by modality; modalities without any are left out
 */
record MissingBands(Map<String, List<String>> bands) {

  /** Those of a run; every split has the same, or preprocessing differs between them. */
  static MissingBands of(RunSetup setup) {
    return new MissingBands(setup.preprocessor(Split.TEST).output().padded());
  }

  /** As results tell it, such as {@code optical: B10 B11}; empty where every band has data. */
  String text() {
    return bands.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  /**
   * A sentence for each modality, and one for each band that another of the data is near to.
   *
   * @param dataset what the data have
   * @param taken the bands that the encoder takes
   */
  List<String> warnings(DatasetSpec dataset, Map<String, List<String>> taken) {
    List<String> warnings = new ArrayList<>();
    bands.forEach(
        (modality, missing) -> {
          warnings.add(
              String.format(
                  Locale.ROOT,
                  "the data has no %s band %s; the encoder gets zeros there",
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
    String nearest = String.format(Locale.ROOT, "nearest to %s, the data has %s", missing, near);
    if (taken.contains(near.name())) {
      return nearest + ", which the encoder takes already";
    }
    String renamed =
        offered.stream()
            .map(band -> band.name().equals(near.name()) ? missing : band.name())
            .collect(Collectors.joining(","));
    return near.alike()
        ? String.format(
            Locale.ROOT,
            "%s; to give it to the encoder as %s: `'dataset.bands.%s=[%s]'`",
            nearest,
            missing,
            modality,
            renamed)
        : nearest;
  }
}
