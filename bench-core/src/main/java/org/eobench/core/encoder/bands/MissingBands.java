package org.eobench.core.encoder.bands;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.NearBand;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * The bands of an encoder that the data set lacks, and what takes their place. A modality of which
 * the data set has no band at all is not listed: preprocessing refuses it, or fills the whole image
 * if it is told to.
 *
 * @param rule what takes the place of a missing band
 * @param offered bands of the data set by modality
 * @param wanted band names of the encoder by modality
 * @param filled bands that preprocessing fills with a constant, by modality
 */
public record MissingBands(
    MissingBand rule,
    Map<String, List<Band>> offered,
    Map<String, List<String>> wanted,
    Map<String, List<String>> filled) {

  public MissingBands {
    offered = Map.copyOf(offered);
    wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
    filled = Collections.unmodifiableMap(new LinkedHashMap<>(filled));
  }

  /** Before preprocessing is known. */
  public MissingBands(
      MissingBand rule, Map<String, List<Band>> offered, Map<String, List<String>> wanted) {
    this(rule, offered, wanted, Map.of());
  }

  /** The same bands, of which preprocessing fills these with a constant. */
  public MissingBands filling(Map<String, List<String>> constant) {
    return new MissingBands(rule, offered, wanted, constant);
  }

  /** Missing bands by modality, without modalities that lack none or all. */
  public Map<String, List<String>> bands() {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    wanted.forEach(
        (modality, names) -> {
          List<String> given = names(modality);
          List<String> lacking = names.stream().filter(name -> !given.contains(name)).toList();
          if (!given.isEmpty() && !lacking.isEmpty()) {
            missing.put(modality, lacking);
          }
        });
    return missing;
  }

  private List<String> names(String modality) {
    return offered.getOrDefault(modality, List.of()).stream().map(Band::name).toList();
  }

  /**
   * The bands to build an encoder with: those of {@link #wanted} that the data set has, if missing
   * ones are dropped. A modality that would be left without a band keeps all.
   */
  public Map<String, List<String>> kept() {
    if (rule != MissingBand.DROP) {
      return wanted;
    }
    Map<String, List<String>> kept = new LinkedHashMap<>();
    wanted.forEach(
        (modality, names) -> {
          List<String> present = names.stream().filter(names(modality)::contains).toList();
          kept.put(modality, present.isEmpty() ? names : present);
        });
    return kept;
  }

  /** Dropped bands by modality; empty for other rules. */
  public Map<String, List<String>> dropped() {
    Map<String, List<String>> dropped = new LinkedHashMap<>();
    kept()
        .forEach(
            (modality, names) -> {
              List<String> without =
                  wanted.getOrDefault(modality, List.of()).stream()
                      .filter(name -> !names.contains(name))
                      .toList();
              if (!without.isEmpty()) {
                dropped.put(modality, without);
              }
            });
    return dropped;
  }

  /**
   * The band of the data set that takes the place of each missing one, by modality and missing
   * band; empty for rules other than {@link MissingBand#NEAREST}.
   *
   * @throws BenchException {@code NoNearestBand} if the wavelength of a missing band, or of all
   *     others, is unknown
   */
  public Map<String, Map<String, String>> sources() {
    Map<String, Map<String, String>> sources = new LinkedHashMap<>();
    nearest()
        .forEach(
            (modality, bands) -> {
              Map<String, String> names = new LinkedHashMap<>();
              bands.forEach((missing, near) -> names.put(missing, near.name()));
              sources.put(modality, names);
            });
    return sources;
  }

  private Map<String, Map<String, NearBand>> nearest() {
    Map<String, Map<String, NearBand>> nearest = new LinkedHashMap<>();
    if (rule == MissingBand.NEAREST) {
      Problems problems = new Problems();
      bands()
          .forEach(
              (modality, missing) -> {
                Map<String, NearBand> found = new LinkedHashMap<>();
                List<String> unknown = new ArrayList<>();
                for (String band : missing) {
                  near(modality, band)
                      .ifPresentOrElse(near -> found.put(band, near), () -> unknown.add(band));
                }
                if (!unknown.isEmpty()) {
                  problems.add(noNearest(modality, unknown));
                }
                nearest.put(modality, found);
              });
      problems.throwIfAny(ExitCode.CONFIG);
    }
    return nearest;
  }

  private Optional<NearBand> near(String modality, String band) {
    return NearBand.of(band, offered.getOrDefault(modality, List.of()));
  }

  private Problem noNearest(String modality, List<String> unknown) {
    return Problem.of(
            "NoNearestBand",
            String.format(
                Locale.ROOT,
                "no %s band is nearest to %s, because wavelengths are unknown",
                modality,
                String.join(", ", unknown)))
        .at("encoder.missing_band=nearest")
        .expecting(
            "bands with a known wavelength; the data set has " + String.join(", ", names(modality)))
        .next("fill them with zeros: `encoder.missing_band=zero`");
  }

  /** Adds the missing bands as a problem if the rule is {@link MissingBand#ERROR}. */
  public void report(Problems problems) {
    if (rule == MissingBand.ERROR) {
      bands().forEach((modality, missing) -> problems.add(refusal(modality, missing)));
    }
  }

  private Problem refusal(String modality, List<String> missing) {
    List<String> near =
        missing.stream()
            .flatMap(
                band ->
                    near(modality, band)
                        .map(
                            found -> String.format(Locale.ROOT, "nearest to %s is %s", band, found))
                        .stream())
            .toList();
    return Problem.of(
            "MissingBands",
            String.format(
                Locale.ROOT,
                "the encoder takes the %s %s %s, which the data set lacks",
                modality,
                missing.size() == 1 ? "band" : "bands",
                String.join(", ", missing)))
        .at("encoder.input_bands." + modality)
        .expecting(
            String.format(
                Locale.ROOT,
                "the bands of the data set: %s%s",
                String.join(", ", names(modality)),
                near.isEmpty() ? "" : "; " + String.join(", ", near)))
        .next(
            (near.size() == missing.size()
                    ? "give the encoder the nearest bands: `encoder.missing_band=nearest`\nor "
                    : "")
                + "fill them with zeros, as Pangaea does: `encoder.missing_band=zero`\n"
                + "or choose an encoder for these bands: `java -jar bench.jar list encoder`");
  }

  /**
   * The text for results: {@code optical: B10 B11} for bands filled with zeros, {@code optical: B8A
   * for B9} and {@code optical: without B9} for the other rules. Empty if no band is missing.
   */
  public String text() {
    List<String> parts = new ArrayList<>();
    filled.forEach((modality, names) -> parts.add(modality + ": " + String.join(" ", names)));
    sources()
        .forEach(
            (modality, bands) ->
                parts.add(
                    modality
                        + ": "
                        + bands.entrySet().stream()
                            .map(band -> band.getValue() + " for " + band.getKey())
                            .collect(Collectors.joining(", "))));
    dropped()
        .forEach((modality, names) -> parts.add(modality + ": without " + String.join(" ", names)));
    return String.join("; ", parts);
  }

  /** Sentences for the log: what takes the place of which bands, and the bands near to them. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    filled.forEach(
        (modality, missing) -> {
          warnings.add(lacks(modality, missing) + "; the encoder gets zeros instead");
          for (String band : missing) {
            near(modality, band).ifPresent(near -> warnings.add(hint(band, near, modality)));
          }
        });
    nearest()
        .forEach(
            (modality, bands) ->
                bands.forEach(
                    (missing, near) ->
                        warnings.add(
                            lacks(modality, List.of(missing))
                                + "; the encoder gets "
                                + near
                                + " instead")));
    dropped()
        .forEach(
            (modality, missing) ->
                warnings.add(lacks(modality, missing) + "; the encoder is built without it"));
    return warnings;
  }

  private static String lacks(String modality, List<String> missing) {
    return String.format(
        Locale.ROOT, "the data set has no %s band %s", modality, String.join(", ", missing));
  }

  private String hint(String missing, NearBand near, String modality) {
    String nearest =
        String.format(Locale.ROOT, "nearest to %s, the data set has %s", missing, near);
    if (wanted.getOrDefault(modality, List.of()).contains(near.name())) {
      return nearest + ", which the encoder already uses";
    }
    return near.alike()
        ? String.format(
            Locale.ROOT, "%s; to use it as %s: `encoder.missing_band=nearest`", nearest, missing)
        : nearest;
  }
}
