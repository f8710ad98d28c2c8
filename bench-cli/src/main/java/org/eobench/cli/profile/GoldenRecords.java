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
 * The results of golden cases, as written by {@code verify golden DIR --json FILE}.
 *
 * @param results results in the order of their runs
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
   * @throws BenchException if the file does not exist or is not such a file
   */
  static GoldenRecords read(Path file) {
    try {
      return new GoldenRecords(
          new ObjectMapper().readValue(file.toFile(), new TypeReference<List<GoldenResult>>() {}));
    } catch (IOException e) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("GoldenRecords", "cannot read the results of golden cases")
              .at(file.toAbsolutePath().normalize().toString())
              .next("create the file: `java -jar bench.jar verify golden DIR --json " + file + "`"),
          e);
    }
  }

  /**
   * The cases of an encoder's registry key. If its name begins with the component of some of them,
   * as {@code resnet50_scratch} begins with {@code resnet50}, only those; otherwise all, which may
   * have another size.
   *
   * @param option name of the configuration
   * @param target registry key of the encoder
   */
  GoldenRecords of(String option, String target) {
    GoldenRecords same = where(component -> isOf(component, target));
    GoldenRecords named = same.where(component -> (option + "_").startsWith(component + "_"));
    return named.results.isEmpty() ? same : named;
  }

  /** Registry keys have a suffix if a decoder has the same name: {@code unet} is unet_encoder. */
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

  /** The result that is worst relative to its tolerance, failures first. */
  Optional<GoldenResult> worst() {
    return results.stream().max(Comparator.comparingDouble(GoldenRecords::share));
  }

  private static double share(GoldenResult result) {
    double share = result.difference() / result.tolerance();
    return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
  }
}
