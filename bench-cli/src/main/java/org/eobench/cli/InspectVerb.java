package org.eobench.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.TensorFile;
import org.eobench.core.io.TensorInfo;

/** {@code inspect weights FILE}: what a checkpoint holds, without running any code of it. */
final class InspectVerb implements Verb {
  private static final List<String> KINDS = List.of("weights");

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
    return "list the tensors of a .pth or .safetensors file; no code of the file is run";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Path path = KindAndPath.of(this, invocation.words(), KINDS, "inspect takes a kind and a file");
    try (TensorFile file = TensorFile.open(path)) {
      List<TensorInfo> tensors = file.tensors();
      int width = tensors.stream().mapToInt(tensor -> name(tensor).length()).max().orElse(0);
      for (TensorInfo tensor : tensors) {
        String padding = " ".repeat(width - name(tensor).length());
        invocation.out().println(name(tensor) + padding + "  " + typeAndShape(tensor));
      }
      file.metadata()
          .forEach(
              (key, value) -> invocation.out().println(Printable.of("# " + key + ": " + value)));
      invocation
          .out()
          .printf(
              Locale.ROOT,
              "%d tensors, %,d values%n",
              tensors.size(),
              tensors.stream().mapToLong(TensorInfo::count).sum());
    }
    return ExitCode.OK;
  }

  private static String name(TensorInfo tensor) {
    return Printable.of(tensor.name().replace('\n', ' '));
  }

  private static String typeAndShape(TensorInfo tensor) {
    String shape =
        Arrays.stream(tensor.shape()).mapToObj(Long::toString).collect(Collectors.joining(","));
    return "%-4s [%s]".formatted(tensor.dtype().name().toLowerCase(Locale.ROOT), shape);
  }
}
