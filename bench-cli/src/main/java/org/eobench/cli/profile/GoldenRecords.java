package org.eobench.cli.profile;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.testing.golden.GoldenResult;

/**
 * How golden cases ended, as {@code verify golden DIR --json FILE} writes it.
 *
 * @param results in the order they ran
 */
record GoldenRecords(List<GoldenResult> results) {
  private static final String ENCODERS = "encoder/";

  GoldenRecords {
    results = List.copyOf(results);
  }

  static GoldenRecords none() {
    return new GoldenRecords(List.of());
  }

  /**
   * @throws BenchException when the file is not there or holds something else
   */
  static GoldenRecords read(Path file) {
    try {
      return new GoldenRecords(
          new ObjectMapper().readValue(file.toFile(), new TypeReference<List<GoldenResult>>() {}));
    } catch (IOException e) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("GoldenRecords", "the results of golden cases cannot be read")
              .at(file.toAbsolutePath().normalize().toString())
              .next("make them: `java -jar bench.jar verify golden DIR --json " + file + "`"),
          e);
    }
  }

  /**
   * The cases of an encoder's code, which is that of its registry key: those whose component its
   * name begins with, as {@code resnet50_scratch} does with {@code resnet50}, else all of them,
   * which are of another size.
   *
   * @param option name of its configuration
   * @param target its registry key
   */
  GoldenRecords of(String option, String target) {
    GoldenRecords same = where(component -> isOf(component, target));
    GoldenRecords named = same.where(component -> (option + "_").startsWith(component + "_"));
    return named.results.isEmpty() ? same : named;
  }

  /** Keys of encoders whose family has a decoder too say so: {@code unet} is unet_encoder. */
  private static boolean isOf(String component, String target) {
    return component.startsWith(target) || target.equals(component + "_encoder");
  }

  private GoldenRecords where(Predicate<String> component) {
    return new GoldenRecords(
        results.stream()
            .filter(result -> result.component().startsWith(ENCODERS))
            .filter(result -> component.test(result.component().substring(ENCODERS.length())))
            .toList());
  }

  /** The result that used up most of its tolerance, failures first. */
  Optional<GoldenResult> worst() {
    return results.stream().max(Comparator.comparingDouble(GoldenRecords::share));
  }

  private static double share(GoldenResult result) {
    double share = result.difference() / result.tolerance();
    return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
  }
}
