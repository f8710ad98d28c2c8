package org.eobench.cli.report;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.terminal.Listing;
import org.eobench.cli.terminal.TextTable;
import org.eobench.cli.terminal.Wrap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Printable;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.registry.Components;
import org.eobench.report.compare.Comparison;
import org.eobench.report.compare.ComparisonFile;
import org.eobench.report.compare.ComparisonText;
import org.eobench.report.compare.Models;
import org.jspecify.annotations.Nullable;

/** {@code compare}: whether the scores of runs differ, on the same test samples. */
public final class CompareVerb implements Verb {
  private static final String METRIC = "metric";
  private static final String SEED = "seed";
  private static final String FORMAT = "format";
  private static final List<String> VALUED =
      List.of(METRIC, BlocksFlag.NAME, RunArguments.RESAMPLES, SEED, FORMAT);
  private static final List<String> FORMATS = List.of("text", "json", "csv", "md");

  private final IntSupplier width;

  /**
   * Creates the verb.
   *
   * @param width of the terminal in columns
   */
  public CompareVerb(IntSupplier width) {
    this.width = width;
  }

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String arguments() {
    return "RUN RUN… [--metric KEY] [--blocks METRES] [--format text|json|csv|md]";
  }

  @Override
  public String summary() {
    return "test whether runs differ, on the same test samples";
  }

  @Override
  public String details() {
    return """
    RUN is a run directory, or a folder of repetitions that differ only by their seed. A single
    folder is compared within itself, by encoder and decoder.

    Options
      --metric KEY      metric to compare (the one that selected the checkpoints)
      --blocks METRES   draw squares of the map with this side; none: single samples (samples that
                        touch on the ground together, where there are enough groups)
      --resamples N     draws of the bootstrap and of the swap test (5000)
      --seed N          seed of the draws (1)
      --format FORMAT   text, json, csv or md

    Examples
      java -jar bench.jar compare runs/A runs/B
      java -jar bench.jar compare multirun/2026-11-30/08-00-00 --metric=mF1
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), VALUED, List.of());
    List<Path> folders = RunArguments.folders(this, flags);
    String format = format(flags.value(FORMAT));
    Comparison.Request request =
        new Comparison.Request(
            flags.value(METRIC),
            BlocksFlag.of(flags.value(BlocksFlag.NAME)),
            RunArguments.resamples(flags),
            flags.whole(SEED, 1));
    Components components = invocation.components();
    Models models = Models.read(folders, task -> TaskMetricsOf.task(task, components));
    Comparison comparison = Comparison.of(models, request);
    switch (format) {
      case "json" -> invocation.out().print(ComparisonFile.json(comparison));
      case "csv" -> invocation.out().print(ComparisonFile.csv(comparison));
      case "md" -> invocation.out().print(ComparisonFile.markdown(comparison));
      default -> print(comparison, invocation.out());
    }
    return ExitCode.OK;
  }

  private static String format(@Nullable String value) {
    if (value == null) {
      return FORMATS.get(0);
    }
    if (FORMATS.contains(value)) {
      return value;
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of("FlagValue", "--format=" + value + " is not a format")
            .expecting(Suggest.sentence(value, FORMATS)));
  }

  private void print(Comparison comparison, PrintStream out) {
    ComparisonText text = new ComparisonText(comparison);
    List<String> lines = new ArrayList<>();
    lines.addAll(table(new TextTable(ComparisonText.MODELS), text.models()));
    text.captions()
        .forEach(
            (dataset, caption) -> {
              lines.addAll(List.of("", caption));
              TextTable table =
                  new TextTable(
                      ComparisonText.HEADER, ComparisonText.NUMBERS.toArray(Integer[]::new));
              lines.addAll(table(table, text.rows(dataset)));
            });
    for (List<String> part :
        List.of(text.verdicts(), text.ranking(), comparison.remarks(), text.method())) {
      if (!part.isEmpty()) {
        lines.add("");
        part.forEach(sentence -> lines.addAll(Wrap.lines(sentence, width.getAsInt())));
      }
    }
    lines.forEach(line -> out.println(Printable.of(line)));
  }

  /** A table, or, if it is too wide for the terminal, its rows as separate lines. */
  private List<String> table(TextTable table, List<List<String>> rows) {
    rows.forEach(row -> table.add(row.toArray(String[]::new)));
    List<Integer> all = IntStream.range(0, rows.get(0).size()).boxed().toList();
    Listing listing = new Listing(table, all, all, "");
    List<String> lines = listing.lines(width.getAsInt(), true);
    boolean fits = lines.stream().allMatch(line -> line.length() <= width.getAsInt());
    return fits ? lines : listing.records(width.getAsInt());
  }
}
