package org.eobench.cli.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** {@code completion SHELL}: the script with which a shell completes command lines. */
final class CompletionVerb implements Verb {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String arguments() {
    return "bash|zsh|fish";
  }

  @Override
  public String summary() {
    return "print the completion script of a shell: eval \"$(./bench completion bash)\"";
  }

  @Override
  public String details() {
    return """
    Examples
      eval "$(./bench completion bash)"
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    String shell = invocation.onlyWord("a shell", SHELLS);
    if (!SHELLS.contains(shell)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownShell", "there is no completion for " + shell)
              .expecting(Suggest.sentence(shell, SHELLS)));
    }
    invocation.out().print(script(shell));
    return ExitCode.OK;
  }

  static String script(String shell) {
    String name = "/completion/" + shell;
    try (InputStream in = CompletionVerb.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
