package org.eobench.cli.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.registry.Components;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.table.ReportRequest;
import org.eobench.report.table.ReportTable;
import org.jspecify.annotations.Nullable;

/** {@code report}: the table of all runs below folders. */
public final class ReportVerb implements Verb {
  private static final String ROWS = "rows";
  private static final String COLUMNS = "columns";
  private static final String METRIC = "metric";
  private static final String WHERE = "where";
  private static final String FORMAT = "format";
  private static final String OUT = "out";

  private final IntSupplier width;

  /**
   * @param width of the terminal in columns
   */
  public ReportVerb(IntSupplier width) {
    this.width = width;
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String arguments() {
    return "DIR… [--rows KEY] [--columns KEY,KEY] [--metric KEY] [--format NAME] [--out FOLDER]";
  }

  @Override
  public String summary() {
    return "compare the runs below folders in one table, or in a page with charts";
  }

  @Override
  public String details() {
    return """
    Only repetitions with other seeds are averaged. Runs that differ in anything else have their
    own rows or columns; runs that are not complete are counted and named.

    Options
      --rows KEY,…       what names the rows (encoder); any config group or overridden key
      --columns KEY,…    what names the columns (dataset,decoder)
      --metric KEY       the metric of all columns (the one that selected the checkpoints)
      --where KEY=VALUE  only runs with this value; may be given several times
      --format NAME,…    text, csv, md, latex, json, html (text; with --out: all)
      --out FOLDER       write report.txt, report.csv, report.md, report.tex, report.json and
                         report.html there
      --force            replace files in that folder

    Examples
      java -jar bench.jar report runs
      java -jar bench.jar report runs multirun --metric=mF1 --format=md
      java -jar bench.jar report runs --out=comparison
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = new ArrayList<>(invocation.words());
    Map<String, String> where = where(words);
    Flags flags =
        Flags.of(
            words, List.of(ROWS, COLUMNS, METRIC, WHERE, FORMAT, OUT), List.of(OutputFile.FORCE));
    List<Path> folders = RunArguments.folders(this, flags);
    OutputFile.requireForceFor(flags, OUT);
    ReportRequest request =
        new ReportRequest(
            list(flags.value(ROWS), ReportRequest.DEFAULT.rows()),
            list(flags.value(COLUMNS), ReportRequest.DEFAULT.columns()),
            flags.value(METRIC),
            where,
            ReportRequest.RESAMPLES);
    String out = flags.value(OUT);
    List<ReportFormat> formats = formats(flags.value(FORMAT), out);
    Map<ReportFormat, Path> files = files(formats, out, flags.has(OutputFile.FORCE));

    Components components = invocation.components();
    FoundRuns found = RunFolders.read(folders);
    ReportTable table =
        ReportTable.of(found, request, task -> TaskMetricsOf.task(task, components));
    if (out == null) {
      invocation.out().print(formats.get(0).text(table, found, width.getAsInt()));
      return ExitCode.OK;
    }
    files.forEach(
        (format, file) -> {
          AtomicFile.writeString(file, format.text(table, found, ReportFormat.FILE_WIDTH));
          invocation.out().println(file);
        });
    return ExitCode.OK;
  }

  /** Takes {@code --where KEY=VALUE} out of the words, which may be there several times. */
  private static Map<String, String> where(List<String> words) {
    Map<String, String> where = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String condition = null;
      if (word.equals("--" + WHERE) && i + 1 < words.size()) {
        condition = words.get(++i);
      } else if (word.startsWith("--" + WHERE + "=")) {
        condition = word.substring(WHERE.length() + 3);
      }
      if (condition == null) {
        rest.add(word);
        continue;
      }
      int equal = condition.indexOf('=');
      if (equal < 1) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("FlagValue", "--where " + condition + " is not a condition")
                .expecting("KEY=VALUE, such as --where decoder=seg_upernet"));
      }
      where.put(condition.substring(0, equal), condition.substring(equal + 1));
    }
    words.clear();
    words.addAll(rest);
    return where;
  }

  private static List<String> list(@Nullable String value, List<String> otherwise) {
    return value == null ? otherwise : RunArguments.listed(value);
  }

  private static List<ReportFormat> formats(@Nullable String value, @Nullable String out) {
    if (value == null) {
      return out == null ? List.of(ReportFormat.TEXT) : List.of(ReportFormat.values());
    }
    List<ReportFormat> formats =
        RunArguments.listed(value).stream().map(ReportFormat::named).distinct().toList();
    if (formats.isEmpty() || (formats.size() > 1 && out == null)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--format=" + value + " does not name one format to print")
              .expecting("one of " + String.join(", ", ReportFormat.names()))
              .next("`--out FOLDER` writes several"));
    }
    return formats;
  }

  private static Map<ReportFormat, Path> files(
      List<ReportFormat> formats, @Nullable String out, boolean replace) {
    Map<ReportFormat, Path> files = new LinkedHashMap<>();
    if (out != null) {
      Path folder = Path.of(out);
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("FileExists", "the output folder is an existing file")
                .at(out)
                .expecting("a folder, which is created if it is missing"));
      }
      for (ReportFormat format : formats) {
        files.put(format, OutputFile.of(folder.resolve(format.file()).toString(), replace));
      }
    }
    return files;
  }
}
