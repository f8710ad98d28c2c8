package org.eobench.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay short enough to be read: 500 lines at most, the median of main code below 120. */
class FileLengthTest {
  private static final int HARD_LIMIT = 500;
  private static final int MEDIAN_LIMIT = 120;
  private static final Path ROOT = Path.of(System.getProperty("bench.root"));

  @Test
  void noFileIsLongerThanTheLimitWithoutAReason() throws IOException {
    Map<String, Integer> lengths = lengths("src");
    assertThat(lengths).hasSizeGreaterThan(150);
    Map<String, String> reasons = reasons();
    Map<String, Integer> tooLong =
        lengths.entrySet().stream()
            .filter(file -> file.getValue() > HARD_LIMIT)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(tooLong.keySet()).isEqualTo(reasons.keySet());
    assertThat(reasons.values()).noneMatch(String::isBlank);
  }

  @Test
  void theMedianOfMainCodeIsShort() throws IOException {
    List<Integer> sorted = new ArrayList<>(lengths("src/main").values());
    sorted.sort(null);
    assertThat(sorted).hasSizeGreaterThan(100);
    assertThat(sorted.get(sorted.size() / 2)).isLessThan(MEDIAN_LIMIT);
  }

  private static Map<String, Integer> lengths(String part) throws IOException {
    Map<String, Integer> lengths = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(file -> named(file).startsWith("bench-")).toList()) {
        Path sources = module.resolve(part);
        if (Files.isDirectory(sources)) {
          collect(sources, lengths);
        }
      }
    }
    return lengths;
  }

  private static void collect(Path sources, Map<String, Integer> lengths) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> named(path).endsWith(".java")).toList()) {
        lengths.put(
            ROOT.relativize(file).toString().replace('\\', '/'), Files.readAllLines(file).size());
      }
    }
  }

  private static String named(Path file) {
    return file.getFileName().toString();
  }

  /** Lines {@code path: reason} of the suppression file; lines with # are comments. */
  private static Map<String, String> reasons() throws IOException {
    Path file = ROOT.resolve("bench-cli/src/test/resources/long-files.txt");
    Map<String, String> reasons = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(":", 2);
        reasons.put(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip());
      }
    }
    return reasons;
  }
}
