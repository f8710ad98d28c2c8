package org.eobench.report.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.io.JsonFiles;
import org.eobench.report.statistics.Interval;
import org.eobench.report.statistics.TestResult;
import org.eobench.report.text.Csv;
import org.eobench.report.text.Markdown;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON, CSV or Markdown; JSON and CSV hold fractions, not percent. */
public final class ComparisonFile {
  /** Version of the JSON. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON = JsonFiles.mapper().build();

  private ComparisonFile() {}

  /** All facts; undefined numbers are null. */
  public static String json(Comparison comparison) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("version", VERSION);
    root.put("models", comparison.models().stream().map(ComparisonFile::model).toList());
    root.put("metrics", comparison.metrics());
    root.put("pairs", comparison.pairs().stream().map(pair -> pair(comparison, pair)).toList());
    root.put("ranking", ranking(comparison.ranking()));
    root.put("remarks", comparison.remarks());
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps of values are always JSON", impossible);
    }
  }

  private static Map<String, @Nullable Object> model(Model model) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", model.name());
    json.put("from", model.from());
    List<Map<String, Object>> runs = new ArrayList<>();
    model
        .runs()
        .forEach(
            (dataset, own) ->
                own.forEach(
                    run -> {
                      Map<String, Object> one = new LinkedHashMap<>();
                      one.put("dataset", dataset);
                      one.put("run", run.facts().run());
                      one.put("seed", run.facts().seed());
                      one.put("fingerprint", run.fingerprint());
                      one.put("scores", run.scores());
                      runs.add(one);
                    }));
    json.put("runs", runs);
    return json;
  }

  private static Map<String, @Nullable Object> pair(Comparison comparison, PairResult pair) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("dataset", pair.dataset());
    json.put("metric", Objects.requireNonNull(comparison.metrics().get(pair.dataset())).key());
    json.put("a", pair.a());
    json.put("b", pair.b());
    json.put("runs_a", pair.seedsA());
    json.put("runs_b", pair.seedsB());
    json.put("score_a", pair.scoreA());
    json.put("score_b", pair.scoreB());
    json.put("difference", pair.difference());
    put(json, "interval", pair.interval());
    put(json, "seeds_interval", pair.seeds());
    json.put("p", pair.p());
    json.put("p_holm", pair.adjustedP());
    put(json, "wilcoxon", pair.wilcoxon());
    put(json, "mcnemar", pair.mcNemar());
    json.put("cohens_d", pair.effect());
    json.put("rank_biserial", pair.rankBiserial());
    json.put("units", pair.units());
    json.put("unit_name", pair.unitName());
    json.put("samples", pair.samples());
    json.put("undefined_units", pair.undefinedUnits());
    json.put("verdict", pair.verdict().name().toLowerCase(Locale.ROOT));
    return json;
  }

  private static void put(
      Map<String, @Nullable Object> json, String key, @Nullable Interval interval) {
    json.put(key + "_low", interval == null ? null : interval.low());
    json.put(key + "_high", interval == null ? null : interval.high());
  }

  private static void put(
      Map<String, @Nullable Object> json, String key, @Nullable TestResult test) {
    json.put(key + "_statistic", test == null ? null : test.statistic());
    json.put(key + "_p", test == null ? null : test.p());
  }

  private static @Nullable Map<String, @Nullable Object> ranking(@Nullable ModelRanking ranking) {
    if (ranking == null) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("models", ranking.models());
    json.put("datasets", ranking.datasets());
    json.put("mean_ranks", ranking.meanRanks());
    put(json, "friedman", ranking.friedman());
    put(json, "iman_davenport", ranking.imanDavenport());
    json.put("critical_difference", ranking.criticalDifference());
    json.put("nemenyi_p", ranking.nemenyi());
    return json;
  }

  /** A line for each comparison; undefined numbers are empty. */
  public static String csv(Comparison comparison) {
    List<Map<String, @Nullable Object>> rows =
        comparison.pairs().stream().map(pair -> pair(comparison, pair)).toList();
    StringBuilder text = new StringBuilder(Csv.line(List.copyOf(rows.get(0).keySet())));
    rows.forEach(
        row -> text.append(Csv.line(row.values().stream().map(ComparisonFile::cell).toList())));
    return text.toString();
  }

  private static String cell(@Nullable Object value) {
    if (value == null || (value instanceof Double number && number.isNaN())) {
      return "";
    }
    return value.toString();
  }

  /** Tables and sentences for a page. */
  public static String markdown(Comparison comparison) {
    ComparisonText text = new ComparisonText(comparison);
    List<String> lines = new ArrayList<>();
    lines.addAll(table(ComparisonText.MODELS, text.models()));
    text.captions()
        .forEach(
            (dataset, caption) -> {
              lines.addAll(List.of("", Markdown.escaped(caption), ""));
              lines.addAll(table(ComparisonText.HEADER, text.rows(dataset)));
            });
    for (List<String> part :
        List.of(text.verdicts(), text.ranking(), comparison.remarks(), text.method())) {
      if (!part.isEmpty()) {
        lines.add("");
        part.forEach(sentence -> lines.add("- " + Markdown.escaped(sentence)));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(List<String> header, List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(line(header));
    lines.add(line(header.stream().map(cell -> "---").toList()));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private static String line(List<String> cells) {
    return Markdown.row(cells.stream().map(Markdown::escaped).toList());
  }
}
