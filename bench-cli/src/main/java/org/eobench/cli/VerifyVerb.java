package org.eobench.cli;

import ai.djl.Device;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.testing.golden.Components;
import org.eobench.testing.golden.GoldenRunner;

/** {@code verify golden DIR}: whether our components give the numbers of their originals. */
final class VerifyVerb implements Verb {
  private static final List<String> KINDS = List.of("golden");

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String arguments() {
    return "golden DIR";
  }

  @Override
  public String summary() {
    return "compare our components with recorded values of their originals, case by case";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = invocation.words();
    if (words.size() != 2 || !KINDS.contains(words.get(0))) {
      boolean known = words.isEmpty() || KINDS.contains(words.get(0));
      String kinds = known ? String.join(", ", KINDS) : Suggest.sentence(words.get(0), KINDS);
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "verify takes what to verify and a folder")
              .expecting("verify golden DIR; kinds: " + kinds));
    }
    Injector injector = Wiring.injector(invocation.plugins());
    return new GoldenRunner(injector.getInstance(Components.class), Device.cpu())
        .run(Path.of(words.get(1)), invocation.out()::println)
        .exitCode();
  }
}
