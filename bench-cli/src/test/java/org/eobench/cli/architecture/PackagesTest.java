package org.eobench.cli.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

/** Packages are small, explained, and lie in layers. */
class PackagesTest {
  private static final int MOST_FILES = 30;
  private static final int LEAST_WORDS = 20;
  private static final String CORE = "org.eobench.core.";

  private final Path root = SharedFiles.projectRoot();

  @Test
  void noPackagesUseEachOtherInACircle() {
    assertThat(packages()).hasSizeGreaterThan(60);
    slices().matching("org.eobench.(**)").should().beFreeOfCycles().check(MainClasses.ALL);
  }

  @Test
  void noPackageHoldsMoreFilesThanOneCanSee() throws IOException {
    Map<String, Integer> sizes = new TreeMap<>();
    for (String kind : List.of("main", "test")) {
      for (Path folder : sourceFolders(kind)) {
        sizes.put(root.relativize(folder).toString(), files(folder));
      }
    }
    assertThat(sizes).hasSizeGreaterThan(100);
    assertThat(sizes).allSatisfy((name, size) -> assertThat(size).isLessThanOrEqualTo(MOST_FILES));
  }

  private static int files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return (int)
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
              .count();
    }
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    List<String> silent = new ArrayList<>();
    for (Path folder : sourceFolders("main")) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info) || words(Files.readString(info)) < LEAST_WORDS) {
        silent.add(root.relativize(folder).toString());
      }
    }
    assertThat(silent).isEmpty();
  }

  /** Words of the comment; a link is one word. */
  private static int words(String text) {
    String comment = text.substring(0, Math.max(0, text.indexOf("*/")));
    Matcher word = Pattern.compile("\\{@\\w+[^}]*}|[\\w.]+").matcher(comment);
    return (int) word.results().count();
  }

  private List<Path> sourceFolders(String kind) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String module :
        List.of(
            "core",
            "testing",
            "encoders",
            "decoders",
            "datasets",
            "report",
            "pretrain",
            "analysis",
            "serve",
            "cli")) {
      try (Stream<Path> all =
          Files.walk(root.resolve("bench-" + module + "/src/" + kind + "/java"))) {
        all.filter(file -> file.toString().endsWith(".java"))
            .map(Path::getParent)
            .distinct()
            .forEach(folders::add);
      }
    }
    assertThat(folders).hasSizeGreaterThan(40);
    return folders;
  }

  /** The table in docs/architecture.md lists the packages of core, lowest first. */
  @Test
  void aPackageOfCoreUsesOnlyThoseAboveItInTheTable() throws IOException {
    List<String> order = table();
    Set<String> core = new TreeSet<>();
    packages().stream()
        .filter(name -> name.startsWith(CORE))
        .forEach(name -> core.add(name.substring(CORE.length())));
    assertThat(order).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(core);
    Set<String> upward = new LinkedHashSet<>();
    for (JavaClass type : MainClasses.ALL) {
      type.getDirectDependenciesFromSelf()
          .forEach(
              use -> {
                int from = order.indexOf(inCore(type));
                int to = order.indexOf(inCore(use.getTargetClass()));
                if (from >= 0 && to > from) {
                  upward.add(type.getName() + " uses " + use.getTargetClass().getName());
                }
              });
    }
    assertThat(upward).isEmpty();
  }

  private static String inCore(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(CORE) ? name.substring(CORE.length()) : "";
  }

  /** The names in the first column, in order. */
  private List<String> table() throws IOException {
    List<String> names = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(root.resolve("docs/architecture.md"))) {
      inside = line.startsWith("| Package |") || inside && line.startsWith("|");
      if (inside) {
        Matcher name = Pattern.compile("`([\\w.]+)`").matcher(line.split("\\|", -1)[1]);
        name.results().forEach(found -> names.add(found.group(1)));
      }
    }
    return names;
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  private static Set<String> packages() {
    return MainClasses.ALL.stream()
        .filter(type -> !isPackageInfo(type))
        .map(JavaClass::getPackageName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
