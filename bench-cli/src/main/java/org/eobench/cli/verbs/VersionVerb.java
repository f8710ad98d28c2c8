package org.eobench.cli.verbs;

import java.util.Locale;
import java.util.Objects;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** {@code version}: the version of the program and of Java. */
final class VersionVerb implements Verb {
  @Override
  public String name() {
    return "version";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public String summary() {
    return "show the version (--version does the same)";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    if (!invocation.words().isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "version takes no arguments, got: " + invocation.words().get(0))
              .expecting("only version"));
    }
    String version = VersionVerb.class.getPackage().getImplementationVersion();
    invocation
        .out()
        .printf(
            Locale.ROOT,
            "EO Bench %s, Java %s (%s)%n",
            Objects.requireNonNullElse(version, "unpacked build"),
            Runtime.version(),
            System.getProperty("java.vendor"));
    return ExitCode.OK;
  }
}
