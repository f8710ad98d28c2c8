package org.eobench.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

/** What the documentation points to is there. */
class DocumentationLinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final int MOST_LINES = 1500;

  private final Path root = SharedFiles.projectRoot();

  private List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages;
  }

  private static List<String> links(String text) {
    return LINK.matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void everyRelativeLinkLeadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (Path page : pages()) {
      for (String link : links(Files.readString(page))) {
        if (!link.contains("://")) {
          seen++;
          Path folder = Objects.requireNonNull(page.toAbsolutePath().getParent());
          if (!Files.exists(folder.resolve(link))) {
            broken.add(root.relativize(page) + ": " + link);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(seen).isGreaterThan(50);
  }

  @Test
  void theReadingPathIsShort() throws IOException {
    String readme = Files.readString(root.resolve("README.md"));
    Matcher section = Pattern.compile("(?s)## Read the source\n(.*?)\n## ").matcher(readme);
    assertThat(section.find()).isTrue();
    int lines = 0;
    for (String link : links(section.group(1))) {
      lines += Files.readAllLines(root.resolve(link)).size();
    }
    assertThat(lines).isBetween(500, MOST_LINES - 1);
  }
}
