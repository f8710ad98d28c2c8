package org.eobench.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

/** The table of rows and tests in docs/systems.md. */
class SystemsPageTest {
  private static final Pattern ROW = Pattern.compile("\\| ([A-E]\\d+) \\|[^|]*\\|([^|]*)\\|");
  private static final Pattern CLASS = Pattern.compile("(\\w+): ((?:`\\w+`(?:, )?)+)");
  private static final Pattern METHOD = Pattern.compile("`(\\w+)`");
  private static final Pattern OF_ROW = Pattern.compile("void ([a-e]\\d+)([A-Z]\\w*)\\(");

  /** Methods named after rows, by class. */
  private static Map<String, Set<String>> tests() throws IOException {
    Map<String, Set<String>> tests = new HashMap<>();
    try (Stream<Path> modules = Files.list(SharedFiles.projectRoot())) {
      for (Path folder : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(folder)) {
          add(folder, tests);
        }
      }
    }
    return tests;
  }

  private static void add(Path folder, Map<String, Set<String>> tests) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher methods = OF_ROW.matcher(Files.readString(file));
        while (methods.find()) {
          String name = String.valueOf(file.getFileName()).replace(".java", "");
          tests
              .computeIfAbsent(name, unused -> new HashSet<>())
              .add(methods.group(1) + methods.group(2));
        }
      }
    }
  }

  @Test
  void everyTestOfTheTableExistsAndIsOfItsRow() throws IOException {
    Map<String, Set<String>> tests = tests();
    List<String> lines = Files.readAllLines(SharedFiles.projectRoot().resolve("docs/systems.md"));
    int rows = 0;
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        rows++;
        Matcher classes = CLASS.matcher(row.group(2));
        while (classes.find()) {
          Matcher methods = METHOD.matcher(classes.group(2));
          while (methods.find()) {
            String method = methods.group(1);
            assertThat(tests.getOrDefault(classes.group(1), Set.of())).as(line).contains(method);
            assertThat(method).as(line).startsWith(row.group(1).toLowerCase(java.util.Locale.ROOT));
          }
        }
      }
    }
    assertThat(rows).isEqualTo(32);
  }
}
