package org.eobench.core.results;

import java.io.StringWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.eval.ClassScores;
import org.eobench.core.eval.ConstantBaseline;
import org.eobench.core.eval.SegmentationMetrics;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * The result of one run: a row for each class, their mean, and the best constant prediction as the
 * lower bound. The one user of Tablesaw.
 */
public final class ResultTable {
  private static final DecimalFormat TWO_DIGITS =
      new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
  private static final double PERCENT = 100;

  private final RunFacts facts;
  private final SegmentationMetrics metrics;
  private final ConstantBaseline constant;

  /** One line: a class, the mean over classes, or the mean of the best constant prediction. */
  private record Line(
      String kind,
      String name,
      double iou,
      double f1,
      double precision,
      double recall,
      long pixels) {}

  public ResultTable(RunFacts facts, SegmentationMetrics metrics, ConstantBaseline constant) {
    this.facts = facts;
    this.metrics = metrics;
    this.constant = constant;
  }

  /** For people at a terminal: percentages, and what they were made under. */
  public String text() {
    return """
        %s split of %s (version %d), %d samples, protocol %s
        encoder %s (weights: %s, finetune: %s), decoder %s, %s

        %s

        %s
        """
        .formatted(
            facts.split(),
            facts.dataset(),
            facts.datasetVersion(),
            facts.samples(),
            facts.protocol(),
            facts.encoder(),
            facts.weights(),
            facts.finetune(),
            facts.decoder(),
            facts.checkpoint(),
            scores(PERCENT).printAll().stripTrailing(),
            remarks());
  }

  /** For programs: fractions in full precision, each row with all facts. */
  public String csv() {
    Table table = scores(1);
    StringColumn kinds = StringColumn.create("kind", lines().map(Line::kind).toList());
    table.insertColumn(0, kinds);
    table.columns().forEach(column -> column.setName(column.name().toLowerCase(Locale.ROOT)));
    facts.fields().forEach((name, value) -> table.addColumns(repeated(name, value, table)));
    StringWriter out = new StringWriter();
    table.write().csv(out);
    return out.toString();
  }

  /** For reports: the table of {@link #text()} in Markdown. */
  public String markdown() {
    Table table = scores(PERCENT);
    String items =
        facts.fields().entrySet().stream()
            .map(field -> "- " + field.getKey() + ": " + field.getValue())
            .collect(Collectors.joining("\n"));
    String head = cells(table.columnNames().stream());
    String rule =
        cells(table.columns().stream().map(c -> c instanceof StringColumn ? ":--" : "--:"));
    String body =
        IntStream.range(0, table.rowCount())
            .mapToObj(row -> cells(table.columns().stream().map(column -> column.getString(row))))
            .collect(Collectors.joining("\n"));
    return String.join("\n", items, "", head, rule, body, "", remarks(), "");
  }

  private Table scores(double scale) {
    LongColumn pixels = LongColumn.create("pixels", lines().mapToLong(Line::pixels).toArray());
    return Table.create(
        StringColumn.create("class", lines().map(Line::name).toList()),
        number("IoU", scale, Line::iou),
        number("F1", scale, Line::f1),
        number("precision", scale, Line::precision),
        number("recall", scale, Line::recall),
        pixels);
  }

  private Stream<Line> lines() {
    Stream<Line> classes =
        metrics.perClass().stream()
            .map(
                c ->
                    new Line(
                        "class", c.name(), c.iou(), c.f1(), c.precision(), c.recall(), c.actual()));
    return Stream.concat(
        classes,
        Stream.of(
            mean("mean", "mean", metrics),
            mean("constant", "always " + constantClass(), constant.metrics())));
  }

  private static Line mean(String kind, String name, SegmentationMetrics of) {
    return new Line(
        kind, name, of.meanIou(), of.meanF1(), of.meanPrecision(), of.meanRecall(), of.pixels());
  }

  private DoubleColumn number(String name, double scale, ToDoubleFunction<Line> value) {
    double[] values = lines().mapToDouble(line -> scale * value.applyAsDouble(line)).toArray();
    DoubleColumn column = DoubleColumn.create(name, values);
    if (scale != 1) {
      column.setPrintFormatter(new NumberColumnFormatter(TWO_DIGITS, "-"));
    }
    return column;
  }

  private static Column<?> repeated(String name, String value, Table table) {
    return StringColumn.create(name, IntStream.range(0, table.rowCount()).mapToObj(i -> value));
  }

  private static String cells(Stream<String> values) {
    return values
        .map(value -> value.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private String constantClass() {
    return constant.metrics().perClass().stream()
        .filter(scores -> scores.index() == constant.classIndex())
        .map(ClassScores::name)
        .collect(Collectors.joining());
  }

  private String remarks() {
    return """
        Scores in percent. Overall accuracy %s, mean class accuracy %s.
        The last row is the best constant prediction: a model below it has learnt nothing.
        n=1 (seed %d), no interval: one run does not tell how much scores vary between seeds."""
        .formatted(
            TWO_DIGITS.format(PERCENT * metrics.overallAccuracy()),
            TWO_DIGITS.format(PERCENT * metrics.meanClassAccuracy()),
            facts.seed());
  }
}
