package org.eobench.testing.golden;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.Comparison;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.Deviation;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.Skipped;
import org.eobench.testing.golden.checks.GoldenChecks;

/**
 * Runs every golden case in a folder. A failing case does not stop the others, and its arrays are
 * released before the next case starts.
 */
public final class GoldenRunner {
  private final List<GoldenCheck> checks;
  private final UnitTests unitTests;
  private final ComponentFactories components;
  private final Device device;
  private final ClassLoader resources;

  /**
   * Like the other constructor, with mappings from the class loader that loads plug-ins for this
   * thread.
   */
  public GoldenRunner(ComponentFactories components, Device device) {
    this(components, Thread.currentThread().getContextClassLoader(), device);
  }

  /**
   * @param components factories of the components to test
   * @param resources finds the mappings, {@code golden/<component>.yaml}, and the checks of modules
   */
  public GoldenRunner(ComponentFactories components, ClassLoader resources, Device device) {
    this(GoldenChecks.all(resources), components, resources, device);
  }

  GoldenRunner(
      List<GoldenCheck> checks,
      ComponentFactories components,
      ClassLoader resources,
      Device device) {
    this.checks = List.copyOf(checks);
    this.unitTests = new UnitTests();
    this.components = components;
    this.resources = resources;
    this.device = device;
  }

  /** Like {@link #run(Path, Predicate, Consumer)}, with all cases. */
  public GoldenReport run(Path folder, Consumer<String> lines) {
    return run(folder, golden -> true, lines);
  }

  /**
   * Runs cases and prints the total.
   *
   * @param folder any folder; every {@code case.json} in its tree is a case
   * @param wanted selects the cases to run
   * @param lines receives each line immediately
   * @throws BenchException if the folder does not exist or contains no case
   */
  public GoldenReport run(Path folder, Predicate<GoldenCase> wanted, Consumer<String> lines) {
    List<Path> cases = Files.isDirectory(folder) ? GoldenCase.below(folder) : List.of();
    if (cases.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoGoldenCases", "there is no golden case in " + folder)
              .at(folder.toAbsolutePath().normalize().toString())
              .expecting("a folder with a " + GoldenCase.FILE + " in its tree"));
    }
    List<GoldenResult> results = new ArrayList<>();
    for (Path path : cases) {
      run(path, wanted)
          .ifPresent(
              result -> {
                results.add(result);
                lines.accept(result.line());
              });
    }
    GoldenReport report = new GoldenReport(results);
    lines.accept(report.total());
    return report;
  }

  private Optional<GoldenResult> run(Path path, Predicate<GoldenCase> wanted) {
    // Any error in a case becomes its result and does not end the run.
    String component = "";
    try {
      GoldenCase golden = GoldenCase.read(path);
      component = golden.component();
      return wanted.test(golden) ? Optional.of(run(golden)) : Optional.empty();
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      String id = String.valueOf(path.getFileName());
      return Optional.of(GoldenResult.uncompared(GoldenStatus.FAIL, id, component, text(e)));
    }
  }

  private GoldenResult run(GoldenCase golden) {
    try {
      return check(golden);
    } catch (Skipped e) {
      return GoldenResult.uncompared(GoldenStatus.SKIP, golden.id(), golden.component(), text(e));
    }
  }

  private GoldenResult check(GoldenCase golden) {
    GoldenCheck check =
        checks.stream()
            .filter(candidate -> candidate.covers(golden, components))
            .findFirst()
            .orElse(null);
    if (check == null) {
      return GoldenResult.uncompared(
          GoldenStatus.SKIP,
          golden.id(),
          golden.component(),
          unitTests
              .of(golden.component())
              .map(test -> "compared by the unit test " + test + ", not here")
              .orElse("no golden check or mapping covers " + golden.component()));
    }
    try (NDManager manager = TorchEngine.get().newBaseManager(device)) {
      ComputedArrays computed = new ComputedArrays();
      check.run(
          golden,
          new CheckContext(components, resources, manager, new TorchOps(manager, Precision.FP32)),
          computed);
      return judge(golden, computed);
    }
  }

  private static GoldenResult judge(GoldenCase golden, ComputedArrays computed) {
    GoldenResult result = compare(golden, computed);
    Set<String> unread = golden.unreadKeys();
    List<String> reasons = new ArrayList<>(computed.differences());
    if (!unread.isEmpty()) {
      reasons.add(0, "its check does not know " + String.join(", ", unread));
    }
    if (reasons.isEmpty()) {
      return result;
    }
    // A different case was run, so agreement proves nothing.
    String reason = String.join("; ", reasons);
    return result.status() == GoldenStatus.FAIL
        ? GoldenResult.uncompared(
            GoldenStatus.FAIL, golden.id(), golden.component(), reason + "; " + result.detail())
        : GoldenResult.uncompared(GoldenStatus.SKIP, golden.id(), golden.component(), reason);
  }

  private static GoldenResult compare(GoldenCase golden, ComputedArrays computed) {
    Deviation worst = Deviation.NONE;
    boolean mayDiffer = golden.recordsBug();
    for (ExpectedArray expected : golden.expected()) {
      if (expected.notToBeCopied()) {
        mayDiffer = true;
      } else {
        worst = worst.worse(Comparison.worst(expected, computed));
      }
    }
    if (!worst.within()) {
      return GoldenResult.compared(GoldenStatus.FAIL, golden, worst, worst.describe());
    }
    String instead = computed.insteadOfBug();
    if (instead == null) {
      return GoldenResult.compared(GoldenStatus.PASS, golden, worst, worst.place());
    }
    if (!mayDiffer) {
      throw new Mismatch(
          "the case declares no fault of the original, but EO Bench differs: " + instead);
    }
    return GoldenResult.compared(GoldenStatus.QUIRK, golden, worst, instead);
  }

  private static String text(Throwable failure) {
    boolean plain = failure instanceof Mismatch || failure instanceof Skipped;
    String message = plain ? "" : failure.getClass().getSimpleName() + ": ";
    String first = String.valueOf(failure.getMessage()).strip();
    return message + first.replaceAll("\\s*\\n\\s*", "; ");
  }
}
