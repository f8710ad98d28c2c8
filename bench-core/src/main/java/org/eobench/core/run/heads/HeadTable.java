package org.eobench.core.run.heads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.metrics.Metric;
import org.eobench.core.run.directory.RunDirectory;

/** All heads of a bank with their scores on the validation split, as lines and as files. */
public final class HeadTable {
  /** The files in the run directory. */
  public static final String CSV = "heads.csv";

  public static final String JSON = "heads.json";

  private final HeadChoice choice;
  private final List<HeadChoice.Row> rows;

  /**
   * @param rows the grid after the training
   */
  public HeadTable(HeadChoice choice, List<HeadChoice.Row> rows) {
    this.choice = choice;
    this.rows = List.copyOf(rows);
  }

  /** The choice in a sentence, then the grid, the best heads first. */
  public List<String> lines() {
    Metric<?> metric = choice.metric();
    List<String> lines = new ArrayList<>();
    HeadChoice.Row chosen = rows.get(choice.bank().chosen());
    lines.add(
        String.format(
            Locale.ROOT,
            "chosen of %d heads by the validation split: %s, %s after epoch %d",
            rows.size(),
            choice.chosen(),
            metric.text(chosen.score()),
            chosen.epoch()));
    List<String> names = List.copyOf(chosen.keys().keySet());
    List<Integer> widths =
        names.stream()
            .map(
                name ->
                    rows.stream()
                        .mapToInt(row -> row.keys().getOrDefault(name, "").length())
                        .reduce(name.length(), Math::max))
            .toList();
    lines.add(line("head", names, widths, metric.key().replace('_', ' '), "epoch"));
    Comparator<HeadChoice.Row> better =
        (a, b) ->
            metric.isBetter(a.score(), b.score())
                ? -1
                : metric.isBetter(b.score(), a.score()) ? 1 : 0;
    rows.stream()
        .sorted(better.thenComparing(HeadChoice.Row::number))
        .map(
            row ->
                line(
                    String.valueOf(row.number()),
                    names.stream().map(name -> row.keys().getOrDefault(name, "")).toList(),
                    widths,
                    metric.text(row.score()).substring(metric.key().length() + 1),
                    String.valueOf(row.epoch())))
        .forEach(lines::add);
    return lines;
  }

  private static String line(
      String head, List<String> values, List<Integer> widths, String score, String epoch) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%4s", head));
    for (int i = 0; i < values.size(); i++) {
      line.append(String.format(Locale.ROOT, "  %-" + widths.get(i) + "s", values.get(i)));
    }
    return line.append(String.format(Locale.ROOT, "  %10s  %5s", score, epoch)).toString();
  }

  /** Writes both files. */
  public void write(RunDirectory directory) {
    directory.write(CSV, out -> out.write(csv().getBytes(StandardCharsets.UTF_8)));
    directory.write(JSON, out -> out.write(json().getBytes(StandardCharsets.UTF_8)));
  }

  private String csv() {
    List<String> names = List.copyOf(rows.get(0).keys().keySet());
    StringBuilder csv = new StringBuilder("head,");
    csv.append(String.join(",", names)).append(",metric,score,epoch,chosen\n");
    for (HeadChoice.Row row : rows) {
      String keys =
          names.stream()
              .map(name -> quoted(row.keys().getOrDefault(name, "")))
              .collect(Collectors.joining(","));
      csv.append(row.number())
          .append(',')
          .append(keys)
          .append(',')
          .append(choice.metric().key())
          .append(',')
          .append(Double.isNaN(row.score()) ? "" : String.valueOf(row.score()))
          .append(',')
          .append(row.epoch())
          .append(',')
          .append(row.number() == choice.bank().chosen())
          .append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String value) {
    return value.contains(",") ? '"' + value + '"' : value;
  }

  private String json() {
    List<Map<String, Object>> heads = new ArrayList<>();
    for (HeadChoice.Row row : rows) {
      Map<String, Object> head = new LinkedHashMap<>();
      head.put("head", row.number());
      head.put("keys", row.keys());
      head.put("score", Double.isNaN(row.score()) ? null : row.score());
      head.put("epoch", row.epoch());
      heads.add(head);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("metric", choice.metric().key());
    all.put("split", "val");
    all.put("chosen", choice.bank().chosen());
    all.put("heads", heads);
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts only", e);
    }
  }
}
