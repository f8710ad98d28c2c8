package org.eobench.cli;

import ai.djl.Device;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.ExitCode;
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
    Path path =
        KindAndPath.of(this, invocation.words(), KINDS, "verify takes what to verify and a folder");
    Injector injector = Wiring.injector(invocation.plugins());
    return new GoldenRunner(injector.getInstance(Components.class), Device.cpu())
        .run(path, invocation.out()::println)
        .exitCode();
  }
}
