package org.eobench.cli.verbs;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.KindAndPath;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Printable;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorStats;
import org.eobench.core.train.Checkpoints;

/** {@code inspect weights FILE}: the contents of a checkpoint, without running any of its code. */
final class InspectVerb implements Verb {
  private static final List<String> KINDS = List.of("weights");
  private static final String STATS = "--stats";

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String arguments() {
    return "weights FILE";
  }

  @Override
  public String summary() {
    return "list the tensors of a .pth, .pt or .safetensors file (--stats reads their values)"
        + " without running its code";
  }

  @Override
  public String details() {
    return """
    Options
      --stats         read the values, and print their means and deviations

    Examples
      java -jar bench.jar inspect weights FILE
      java -jar bench.jar inspect weights FILE --stats
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = new ArrayList<>(invocation.words());
    boolean stats = words.removeAll(List.of(STATS));
    Path path = KindAndPath.of(this, words, KINDS, "inspect requires a kind and a file");
    try (TensorFile file = TensorFile.open(path)) {
      print(file, stats, invocation.out());
      invocation.out().flush();
      // Last, so that the readable part of a damaged file is shown.
      Checkpoints.requireIntact(file);
    }
    return ExitCode.OK;
  }

  private static void print(TensorFile file, boolean stats, PrintStream out) {
    List<TensorInfo> tensors = file.tensors();
    int width = widest(tensors.stream().map(InspectVerb::name).toList());
    int shapes = widest(tensors.stream().map(InspectVerb::typeAndShape).toList());
    for (TensorInfo tensor : tensors) {
      String line = padded(name(tensor), width) + "  " + padded(typeAndShape(tensor), shapes);
      out.println(stats ? line + "  " + figures(file.stats(tensor.name())) : line.stripTrailing());
    }
    file.metadata().forEach((key, value) -> out.println(Printable.of("# " + key + ": " + value)));
    out.printf(
        Locale.ROOT,
        "%d tensors, %,d values, %,d bytes; %s%n",
        tensors.size(),
        tensors.stream().mapToLong(TensorInfo::count).sum(),
        tensors.stream().mapToLong(tensor -> tensor.count() * tensor.dtype().bytes()).sum(),
        file.format().title());
  }

  private static String figures(TensorStats stats) {
    String figures =
        String.format(
            Locale.ROOT,
            "sum %.9g  min %.9g  mean %.9g  max %.9g",
            stats.sum(),
            stats.min(),
            stats.mean(),
            stats.max());
    return stats.nan() == 0 ? figures : figures + "  nan " + stats.nan();
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String name(TensorInfo tensor) {
    return Printable.of(tensor.name().replace('\n', ' '));
  }

  private static String typeAndShape(TensorInfo tensor) {
    String shape =
        Arrays.stream(tensor.shape()).mapToObj(Long::toString).collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT, "%-4s [%s]", tensor.dtype().name().toLowerCase(Locale.ROOT), shape);
  }
}
