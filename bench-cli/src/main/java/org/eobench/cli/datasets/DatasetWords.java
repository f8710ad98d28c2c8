package org.eobench.cli.datasets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.card.ArchiveCard;
import org.eobench.core.dataset.card.DatasetCard;
import org.eobench.core.describe.DatasetDescription;
import org.eobench.core.fetch.Bytes;
import org.jspecify.annotations.Nullable;

/** Facts of a data set in words, which its page, the table and {@code describe} share. */
public final class DatasetWords {
  /** The head of {@link #bandRows}. */
  static final List<String> BAND_COLUMNS =
      List.of("modality", "band", "micrometres", "mean", "std", "min", "max");

  /** The head of {@link #classRows}. */
  static final List<String> CLASS_COLUMNS = List.of("label", "class", "share");

  private DatasetWords() {}

  /** What is known of a data set, by label, in the order in which it is shown. */
  static Map<String, String> facts(DatasetDescription description) {
    DatasetFacts facts = description.facts();
    DatasetCard card = description.card();
    Map<String, String> known = new LinkedHashMap<>();
    known.put("task", task(facts));
    known.put("images", images(description));
    known.put("samples", samples(card));
    put(known, "region", card.region());
    put(known, "period", card.period());
    put(known, "download", size(description));
    put(known, "address", facts.downloadUrl());
    ArchiveCard archive = facts.archive();
    put(known, "form", archive == null ? null : archive.form());
    put(known, "SHA-256", archive == null ? null : archive.sha256());
    known.put("licence", facts.licence());
    known.put("to cite", facts.citation());
    put(known, "paper", card.paper());
    known.put("version", String.valueOf(facts.version()));
    return known;
  }

  private static void put(Map<String, String> facts, String label, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      facts.put(label, text);
    }
  }

  /** The task and what is predicted. */
  private static String task(DatasetFacts facts) {
    if (facts.task().equals(NoTarget.KIND.key())) {
      return "none: it has no labels";
    }
    return facts.task().replace('_', ' ')
        + (facts.classes().size() == 1
            ? ": " + facts.classes().get(0) + unit(facts)
            : String.format(Locale.ROOT, ", %d classes", facts.classes().size()));
  }

  private static String unit(DatasetFacts facts) {
    return facts.targetUnit().isEmpty() ? "" : " in " + facts.targetUnit();
  }

  /** Pixels and dates of a sample. */
  static String images(DatasetDescription description) {
    DatasetFacts facts = description.facts();
    Double resolution = description.card().resolution();
    String pixels =
        facts.imgSize() == 0
            ? "of any size"
            : String.format(Locale.ROOT, "%d x %d pixels", facts.imgSize(), facts.imgSize());
    String metres = resolution == null ? "" : " of " + number(resolution) + " m";
    return pixels + metres + (facts.frames() == 1 ? "" : ", " + facts.frames() + " dates");
  }

  /** The number of samples in each split. */
  static String samples(DatasetCard card) {
    return card.samples().isEmpty()
        ? "their number is not published"
        : card.samples().entrySet().stream()
            .map(split -> String.format(Locale.ROOT, "%,d %s", split.getValue(), split.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static @Nullable String size(DatasetDescription description) {
    ArchiveCard archive = description.facts().archive();
    Long size = description.card().size();
    if (size == null && archive != null) {
      size = archive.size();
    }
    return size == null ? null : Bytes.text(size);
  }

  /** Numbers of bands, such as {@code 13 optical, 2 sar}. */
  public static String bands(DatasetFacts facts) {
    return facts.bands().entrySet().stream()
        .map(modality -> modality.getValue().size() + " " + modality.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Rows with modality, band, wavelength, mean, standard deviation, minimum and maximum. */
  static List<List<String>> bandRows(DatasetFacts facts) {
    return facts.bands().entrySet().stream()
        .flatMap(
            modality ->
                IntStream.range(0, modality.getValue().size())
                    .mapToObj(
                        band ->
                            List.of(
                                modality.getKey(),
                                modality.getValue().get(band),
                                value(facts.wavelengths(), modality.getKey(), band),
                                value(facts.dataMean(), modality.getKey(), band),
                                value(facts.dataStd(), modality.getKey(), band),
                                value(facts.dataMin(), modality.getKey(), band),
                                value(facts.dataMax(), modality.getKey(), band))))
        .toList();
  }

  private static String value(Map<String, List<Double>> values, String modality, int band) {
    List<Double> all = values.getOrDefault(modality, List.of());
    return all.isEmpty() ? "" : number(all.get(band));
  }

  /** Rows with label, class and share of the valid pixels or images. */
  static List<List<String>> classRows(DatasetFacts facts) {
    return IntStream.range(0, facts.classes().size())
        .mapToObj(
            label ->
                List.of(
                    String.valueOf(label),
                    facts.classes().get(label)
                        + (label == facts.ignoreIndex() ? " (does not count)" : ""),
                    facts.distribution().stream().allMatch(share -> share == 0)
                        ? ""
                        : String.format(
                            Locale.ROOT, "%.2f %%", 100 * facts.distribution().get(label))))
        .toList();
  }

  /** A number with six digits at most, such as {@code 0.49} or {@code 1626.92}. */
  private static String number(double value) {
    return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
