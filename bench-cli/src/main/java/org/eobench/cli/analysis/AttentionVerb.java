package org.eobench.cli.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.analysis.attention.AttentionMaps;
import org.eobench.analysis.attention.AttentionPictures;
import org.eobench.analysis.attention.AttentionReport;
import org.eobench.bench.Bench;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.registry.Components;
import org.jspecify.annotations.Nullable;

/** {@code attention}: pictures of the attention of an encoder's last block. */
public final class AttentionVerb implements Verb {
  private static final String OUT = "out";
  private static final String KEEP_MASS = "keep-mass";

  @Override
  public String name() {
    return "attention";
  }

  @Override
  public String arguments() {
    return "RUN_DIR IMAGE | encoder=NAME dataset=NAME [OVERRIDES] IMAGE";
  }

  @Override
  public String summary() {
    return "draw where in an image the heads of a transformer look";
  }

  @Override
  public String details() {
    return """
    IMAGE is the id of a sample of the data set, or one of its files.

    Options
      --out DIR          folder of the pictures (default attention/ENCODER/IMAGE)
      --keep-mass SHARE  only the fewest patches that hold this share of a head's attention
      --force            replace the pictures of an earlier call

    Examples
      java -jar bench.jar attention experiment=quickstart encoder=dinov2_tiny validation/drawn_128x128_0031
      java -jar bench.jar attention RUN_DIR validation/drawn_128x128_0031 --keep-mass 0.6
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), List.of(OUT, KEEP_MASS), List.of(OutputFile.FORCE));
    EncoderWords words = EncoderWords.of(flags.words(this));
    List<String> names = words.names();
    if (names.isEmpty() || names.size() > 2) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "attention requires an image, of a run or with an encoder")
              .at(String.join(" ", names))
              .expecting("java -jar bench.jar attention " + arguments()));
    }
    Double keepMass = keepMass(flags);
    String image = names.get(names.size() - 1);
    Composition composition =
        names.size() == 2
            ? words.ofRun(names.get(0), invocation.plugins())
            : only(words.ofOverrides(invocation.plugins()));
    try (Bench bench = invocation.bench(ConsoleProgress.ofProcess())) {
      var run = bench.prepare(composition);
      invocation.interruption().onStop(run::cancel);
      Path folder = folder(flags, composition, names);
      AttentionReport report =
          run.withEncoder(
              encoder -> {
                if (encoder.encoder().tokenLayout() == null) {
                  throw noAttention(encoder.name(), invocation);
                }
                return new AttentionMaps(image, keepMass).write(encoder, folder);
              });
      print(report, folder, invocation);
    }
    return ExitCode.OK;
  }

  private static Composition only(List<Composition> compositions) {
    if (compositions.size() == 1) {
      return compositions.get(0);
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of(
                "Usage",
                String.format(
                    Locale.ROOT,
                    "attention takes one encoder, but the overrides name %d",
                    compositions.size()))
            .expecting("overrides without lists of values"));
  }

  private static @Nullable Double keepMass(Flags flags) {
    if (!flags.has(KEEP_MASS)) {
      return null;
    }
    double share = flags.number(KEEP_MASS, 0.6);
    if (share > 1) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + KEEP_MASS + " cannot be " + flags.value(KEEP_MASS))
              .at("--" + KEEP_MASS)
              .expecting("a share above 0 and at most 1, such as 0.6"));
    }
    return share;
  }

  private static Path folder(Flags flags, Composition composition, List<String> names) {
    String given = flags.value(OUT);
    Path folder = given == null ? defaultFolder(composition, names) : Path.of(given);
    OutputFile.requireNewFolder(folder.resolve(AttentionPictures.SHEET), "pictures", flags);
    return folder;
  }

  private static Path defaultFolder(Composition composition, List<String> names) {
    String image = names.get(names.size() - 1).replaceAll("[^A-Za-z0-9._-]+", "_");
    if (names.size() == 2) {
      return Path.of(names.get(0)).resolve("attention").resolve(image);
    }
    String encoder = composition.choices().getOrDefault("encoder", "encoder");
    return Path.of("attention").resolve(String.valueOf(encoder)).resolve(image);
  }

  private static BenchException noAttention(String encoder, Invocation invocation) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("NoAttention", encoder + " has no attention between patches")
            .at("encoder")
            .expecting("one of " + String.join(", ", withAttention(invocation)))
            .next("choose such an encoder with `encoder=NAME`"));
  }

  /** The options of the group encoder that have attention between patches. */
  private static List<String> withAttention(Invocation invocation) {
    ConfigCommand configs = Configs.command(invocation.plugins());
    Components components = invocation.components();
    List<String> options =
        configs.groups(CommandLine.parse(List.of())).getOrDefault("encoder", List.of());
    List<String> found = new ArrayList<>();
    for (String option : options) {
      try {
        CommandLine line =
            CommandLine.parse(List.of("encoder=" + option, "dataset=quickstart", "~decoder"));
        var root = configs.compose(line).resolve();
        if (EncoderDescription.build(root, components, TorchOps.declaring()).tokenLayout()
            != null) {
          found.add(option);
        }
      } catch (BenchException needsMoreKeys) {
        // Such as torchscript, which needs a file, and whose attention is inside of a program.
      }
    }
    return found;
  }

  private static void print(AttentionReport report, Path folder, Invocation invocation) {
    TextTable table =
        new TextTable(
            List.of("head", "on patches", "class token", "registers", "effective patches", "shown"),
            1,
            2,
            3,
            4,
            5);
    int patches = report.rows() * report.columns();
    for (AttentionReport.Head head : report.heads()) {
      List<Double> leading = head.leading();
      double registers = leading.stream().skip(1).mapToDouble(Double::doubleValue).sum();
      table.add(
          String.valueOf(head.head()),
          percent(head.patches()),
          leading.isEmpty() ? "–" : percent(leading.get(0)),
          leading.size() < 2 ? "–" : percent(registers),
          String.format(Locale.ROOT, "%.1f", head.effectivePatches()),
          head.shown() + " of " + patches);
    }
    invocation
        .out()
        .printf(
            Locale.ROOT,
            "attention of the last block of %s (weights: %s) to %d × %d patches of %d pixels of"
                + " %s%n",
            report.encoder(),
            report.weights(),
            report.rows(),
            report.columns(),
            report.patchSize(),
            report.image());
    invocation.out().println("whose attention: " + report.query());
    if (!report.cropping().isEmpty()) {
      invocation.out().println(report.cropping());
    }
    invocation.out().println();
    table.lines().forEach(invocation.out()::println);
    invocation.out().println();
    invocation
        .out()
        .printf(
            Locale.ROOT,
            "%d pictures, %s and %s are in %s%n",
            report.heads().size(),
            AttentionPictures.SHEET,
            AttentionReport.FILE,
            folder);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
