package org.eobench.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the cases of a folder, {@code -Dhydra.cases=DIR}, which hold the real Hydra's answers, and
 * prints one line for each and a total for each kind. Cases whose answer is debatable or concerns
 * only Hydra's own node are counted apart.
 */
class HydraParityTest {
  private static final String DEFAULT_FOLDER = "../shared/hydra";

  private int passed;
  private int failed;
  private int apartPassed;
  private int apartFailed;

  @ParameterizedTest
  @CsvSource({"parser,97", "compose,97", "sweep,90", "cli,90"})
  void agreesWithHydra(String kind, int percent) throws IOException {
    Path file = folder().resolve(kind + "_cases.json");
    Assumptions.assumeTrue(Files.isRegularFile(file), file + " is not there");
    for (JsonNode json : new ObjectMapper().readTree(file.toFile())) {
      run(new HydraCase(json, folder()), answer(kind));
    }
    print(
        String.format(
            Locale.ROOT,
            "TOTAL %s: %d of %d agree, apart (quirk, hydra-node): %d of %d",
            kind,
            passed,
            passed + failed,
            apartPassed,
            apartPassed + apartFailed));
    assertThat(passed + failed + apartPassed + apartFailed).as("cases run").isPositive();
    assertThat(100.0 * passed).isGreaterThanOrEqualTo(percent * (double) (passed + failed));
  }

  private static Path folder() {
    Path root = Path.of(System.getProperty("bench.root", "."));
    return root.resolve(System.getProperty("hydra.cases", DEFAULT_FOLDER)).normalize();
  }

  private static Consumer<HydraCase> answer(String kind) {
    return switch (kind) {
      case "parser" -> HydraParserAnswer::compare;
      case "compose" -> HydraComposeAnswer::compare;
      case "sweep" -> HydraSweepAnswer::compare;
      default -> HydraCliAnswer::compare;
    };
  }

  private void run(HydraCase test, Consumer<HydraCase> answer) {
    String reason = reason(test, answer);
    boolean agrees = reason == null;
    if (test.isApart()) {
      apartPassed += agrees ? 1 : 0;
      apartFailed += agrees ? 0 : 1;
    } else {
      passed += agrees ? 1 : 0;
      failed += agrees ? 0 : 1;
    }
    String apart = test.isApart() ? " (apart)" : "";
    print((agrees ? "PASS " : "FAIL ") + test.id() + apart + (agrees ? "" : " " + reason));
  }

  private static @Nullable String reason(HydraCase test, Consumer<HydraCase> answer) {
    try {
      answer.accept(test);
      return null;
    } catch (HydraAnswer.Mismatch e) {
      return List.of(String.valueOf(e.getMessage()).split("\n")).toString();
    } catch (RuntimeException e) {
      return e + " " + List.of(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length));
    }
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
