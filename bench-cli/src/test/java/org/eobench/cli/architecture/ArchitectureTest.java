package org.eobench.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eobench.cli.BenchMain;
import org.eobench.cli.failures.ErrorPrinter;
import org.eobench.cli.process.OwnLibtorch;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.dataset.Target;
import org.eobench.core.nn.torch.TorchEngine;
import org.junit.jupiter.api.Test;

/**
 * The forbidden arrows. Each rule first asserts that it saw the classes it speaks of, because a
 * rule over nothing always holds.
 */
class ArchitectureTest {
  private static final String CORE = "org.eobench.core..";

  /** Methods that change a setting of the whole process, by class. */
  private static final Map<String, Set<String>> SETTERS =
      Map.of(
          "java.lang.System", Set.of("setOut", "setErr", "setIn", "setSecurityManager"),
          "java.lang.Thread", Set.of("setDefaultUncaughtExceptionHandler"),
          "java.util.Locale", Set.of("setDefault"),
          "java.util.TimeZone", Set.of("setDefault"));

  @Test
  void coreKnowsNoPluginAndNoCommandLine() {
    forbid(
        CORE,
        100,
        "org.eobench.encoders..",
        "org.eobench.decoders..",
        "org.eobench.datasets..",
        "org.eobench.testing..",
        "org.eobench.cli..");
  }

  @Test
  void encodersDecodersAndDatasetsDoNotKnowEachOther() {
    String encoders = "org.eobench.encoders..";
    String decoders = "org.eobench.decoders..";
    String datasets = "org.eobench.datasets..";
    String cli = "org.eobench.cli..";
    forbid(encoders, 3, decoders, datasets, cli);
    forbid(decoders, 5, encoders, datasets, cli);
    forbid(datasets, 10, encoders, decoders, cli);
  }

  @Test
  void onlyResultsAndReportsUseTablesaw() {
    onlyIn("tech.tablesaw..", "org.eobench.core.results..", "org.eobench.report.table..");
  }

  @Test
  void onlyStatisticsSplitsAndSearchesUseCommonsMath() {
    onlyIn(
        "org.apache.commons.math3..",
        "org.eobench.cli.search..",
        "org.eobench.core.run.survey..",
        "org.eobench.datasets.split..");
  }

  @Test
  void onlyInputOutputReadsPickle() {
    onlyIn("net.razorvine..", "org.eobench.core.io.pickle..", "org.eobench.core.io.tensors..");
  }

  @Test
  void onlyTheServiceUsesAnHttpServer() {
    onlyIn("org.eclipse.jetty..", "org.eobench.serve.http..");
  }

  @Test
  void torchOnlyOperatorsHaveOneDoor() {
    onlyIn("ai.djl.pytorch..", "org.eobench.core.nn.torch..");
    onlyIn("com.sun.jna..", "org.eobench.core.nn.torch..");
  }

  /** Whoever asks DJL itself for an engine starts it in DJL's folder, and it calls home. */
  @Test
  void theEngineHasOneDoor() {
    DescribedPredicate<JavaAccess<?>> starts =
        DescribedPredicate.describe(
            "DJL starts an engine",
            access ->
                access.getTargetOwner().isEquivalentTo(Engine.class)
                        && Set.of("getEngine", "getInstance").contains(access.getName())
                    || access.getTargetOwner().isEquivalentTo(NDManager.class)
                        && access.getName().equals("newBaseManager"));
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(TorchEngine.class.getName())
            .should()
            .accessTargetWhere(starts);
    check(rule, "org.eobench..", 150);
  }

  /** DJL frees the number before autograd reads it; see docs/footguns.md. */
  @Test
  void modelsLeaveArithmeticWithNumbersToTorchOps() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(
                "org.eobench.core.nn..",
                "org.eobench.core.encoder..",
                "org.eobench.core.decoder..",
                "org.eobench.encoders..",
                "org.eobench.decoders..")
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "an array method takes a number",
                    call ->
                        call.getTargetOwner().isAssignableTo(NDArray.class)
                            && call.getTarget().getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(Number.class))));
    check(rule, "org.eobench.core.nn..", 10);
  }

  @Test
  void configNeedsNothingButErrors() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.eobench.core.config..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                "org.eobench.core.config..",
                "org.eobench.core.error..",
                "java..",
                "org.jspecify..",
                "com.fasterxml.jackson..",
                "org.yaml.snakeyaml..");
    check(rule, "org.eobench.core.config..", 10);
  }

  /** A program that only wants metrics needs no engine for them. */
  @Test
  void metricsNeedNothingButErrorsAndStatistics() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.eobench.core.metrics..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                "org.eobench.core.metrics..",
                "org.eobench.core.error..",
                "org.apache.commons.math3..",
                "org.jspecify..",
                "java..");
    check(rule, "org.eobench.core.metrics..", 30);
  }

  /** A target knows how it is cropped, checked, counted and batched; see {@link Target}. */
  @Test
  void nothingAsksOfWhichKindATargetIs() {
    seen("org.eobench.core.dataset..", 20);
    assertThat(MainClasses.ALL.stream().filter(type -> type.isAssignableTo(Target.class)))
        .hasSizeGreaterThanOrEqualTo(5);
    assertThat(
            MainClasses.ALL.stream()
                .flatMap(type -> type.getInstanceofChecks().stream())
                .filter(check -> check.getRawType().isAssignableTo(Target.class))
                .map(Object::toString))
        .isEmpty();
  }

  @Test
  void onlyTheCommandLineWritesToTheStandardStreams() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("org.eobench.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");
    check(rule, "org.eobench..", 150);
  }

  @Test
  void standardErrorIsForErrorsAndTheProgressBar() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ErrorPrinter.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(ConsoleProgress.class.getName())
            .should()
            .accessField(System.class, "err");
    check(rule, "org.eobench.cli..", 10);
  }

  @Test
  void onlyMainEndsTheProcess() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BenchMain.class.getName())
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
    check(rule, "org.eobench..", 150);
  }

  /** A hook of a library would outlive its run, and act when the program around it ends. */
  @Test
  void onlyTheCommandLineActsWhenTheProcessEnds() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("org.eobench.cli.process..")
            .should()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class);
    check(rule, "org.eobench..", 150);
  }

  /** A program that embeds a run keeps its streams, its locale and what it does with failures. */
  @Test
  void nothingChangesTheSettingsOfTheProcess() {
    ArchRule rule =
        noClasses()
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "a setting of the process is changed",
                    call ->
                        SETTERS
                            .getOrDefault(call.getTargetOwner().getName(), Set.of())
                            .contains(call.getName())));
    check(rule, "org.eobench..", 150);
  }

  /** The engine's own properties are set where it starts, those of a user's libtorch by main. */
  @Test
  void onlyMainAndTheEngineSetSystemProperties() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BenchMain.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(TorchEngine.class.getName())
            .should()
            .callMethod(System.class, "setProperty", String.class, String.class)
            .orShould()
            .callMethod(System.class, "setProperties", Properties.class)
            .orShould()
            .callMethod(System.class, "clearProperty", String.class);
    check(rule, "org.eobench..", 150);
    ArchRule own =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BenchMain.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(OwnLibtorch.class.getName())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(OwnLibtorch.class);
    check(own, "org.eobench.cli..", 10);
  }

  /**
   * Texts for machines (TorchScript, folder names, JSON, YAML) must not change with the user's
   * language: in ar-EG {@code %d} prints other digits, in tr-TR {@code "I"} has another small
   * letter. So whatever takes a locale is given one.
   */
  @Test
  void nothingIsFormattedOrReadInTheDefaultLocale() {
    ArchRule rule =
        noClasses()
            .should()
            .accessTargetWhere(
                DescribedPredicate.describe(
                    "the locale is the machine's default", DefaultLocale::decides));
    check(rule, "org.eobench..", 150);
  }

  /** Nothing in {@code owner} may depend on {@code others}. */
  private static void forbid(String owner, int atLeast, String... others) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(owner)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others);
    check(rule, owner, atLeast);
  }

  /** Only {@code owners} may depend on {@code library}, and each of them does. */
  private static void onlyIn(String library, String... owners) {
    for (String owner : owners) {
      assertThat(users(owner, library)).as(owner + " uses " + library).isNotEmpty();
    }
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(owners)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library);
    check(rule, "org.eobench..", 150);
  }

  private static List<String> users(String owner, String library) {
    return MainClasses.ALL.stream()
        .filter(resideInAPackage(owner))
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> resideInAPackage(library).test(use.getTargetClass())))
        .map(JavaClass::getName)
        .toList();
  }

  private static void check(ArchRule rule, String pattern, int atLeast) {
    seen(pattern, atLeast);
    rule.check(MainClasses.ALL);
  }

  private static void seen(String pattern, int atLeast) {
    String prefix = pattern.substring(0, pattern.length() - 2);
    long count =
        MainClasses.ALL.stream()
            .filter(type -> (type.getPackageName() + ".").startsWith(prefix + "."))
            .count();
    assertThat(count).as("classes seen in " + pattern).isGreaterThanOrEqualTo(atLeast);
  }
}
