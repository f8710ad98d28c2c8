package org.eobench.cli.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.registry.Components;
import org.eobench.core.run.gallery.SamplePicture;
import org.eobench.core.run.plan.DatasetKeys;

/** {@code describe dataset=NAME}: what is published about a data set, and an example of it. */
public final class DescribeVerb implements Verb {
  private static final String OUTPUT = "output";
  private static final String PAGES = "pages";
  private static final String DATASET = "dataset=";

  private final IntSupplier columns;

  /**
   * @param columns width of the terminal
   */
  public DescribeVerb(IntSupplier columns) {
    this.columns = columns;
  }

  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String arguments() {
    return "dataset=NAME [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "print bands, classes, sizes, licence and citation of a data set; draw an example";
  }

  @Override
  public String details() {
    return """
    The data need not be there, except for --output.

    Options
      --output FILE   write the first test sample and its labels as a PNG (--force replaces it)
      --pages FOLDER  write a page for each data set, and datasets.md with a table of them

    Examples
      java -jar bench.jar describe dataset=hlsburnscars
      java -jar bench.jar describe dataset=quickstart --output example.png
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), List.of(OUTPUT, PAGES), List.of(OutputFile.FORCE));
    OutputFile.requireForceFor(flags, OUTPUT);
    List<String> words = new ArrayList<>(flags.words(this));
    ConfigCommand configs = Configs.command(invocation.plugins());
    String folder = flags.value(PAGES);
    if (folder != null) {
      pages(Path.of(folder), words, configs, invocation);
      return ExitCode.OK;
    }
    String option = option(words);
    DatasetEntry entry = DatasetEntry.of(option, words, configs);
    String target = flags.value(OUTPUT);
    Path file = target == null ? null : OutputFile.of(target, flags.has(OutputFile.FORCE));
    Components components = invocation.components();
    DatasetText.lines(entry, found(entry, components), columns.getAsInt())
        .forEach(invocation.out()::println);
    if (file != null) {
      EoDataset dataset = open(entry, components);
      SamplePicture picture = SamplePicture.of(dataset, dataset.samples(Split.TEST).get(0));
      AtomicFile.write(file, out -> out.write(picture.png()));
      invocation.out().println();
      invocation.out().println(file + ": " + picture.shows());
    }
    return ExitCode.OK;
  }

  /** Takes {@code dataset=NAME} out of the words. */
  private static String option(List<String> words) {
    for (String word : words) {
      if (word.startsWith(DATASET)) {
        words.remove(word);
        return word.substring(DATASET.length());
      }
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of("Usage", "describe requires a data set")
            .expecting("dataset=NAME")
            .next("`java -jar bench.jar list dataset` lists them"));
  }

  private static void pages(
      Path folder, List<String> words, ConfigCommand configs, Invocation invocation) {
    if (!words.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagAlone", "--" + PAGES + " describes every data set and takes no overrides")
              .at(String.join(" ", words))
              .next("remove them"));
    }
    List<DatasetEntry> entries = new ArrayList<>();
    for (String option : DatasetEntry.options(configs)) {
      try {
        entries.add(DatasetEntry.of(option, List.of(), configs));
      } catch (BenchException open) {
        invocation.out().println(option + " has no page: " + open.problems().get(0).what());
      }
    }
    DatasetPages.write(DatasetPages.of(entries), folder);
    invocation
        .out()
        .println(
            String.format(Locale.ROOT, "%d pages were written to %s", entries.size() + 1, folder));
  }

  /** What is on this machine: nothing, a number of samples, or files that are not complete. */
  private static String found(DatasetEntry entry, Components components) {
    Path root = entry.description().facts().rootPath();
    if (root == null) {
      return "the program draws it when it is used";
    }
    if (!Files.isDirectory(root)) {
      return root + " does not exist";
    }
    try {
      EoDataset dataset = open(entry, components);
      List<String> counts = new ArrayList<>();
      for (Split split : Split.values()) {
        counts.add(
            String.format(Locale.ROOT, "%,d %s", dataset.samples(split).size(), split.key()));
      }
      return String.join(", ", counts) + " in " + root;
    } catch (BenchException incomplete) {
      return root + " cannot be used: " + incomplete.problems().get(0).what();
    }
  }

  private static EoDataset open(DatasetEntry entry, Components components) {
    MapNode config = entry.config();
    Problems problems = new Problems();
    var dataset = DatasetKeys.component(config, components.datasets(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    Path cache = Path.of(Objects.requireNonNull(config.selectText("cache_dir")));
    return new MaskedDataset(
        Objects.requireNonNull(dataset)
            .create(new DatasetContext(cache, components.kinds().withUnlabelled())));
  }
}
