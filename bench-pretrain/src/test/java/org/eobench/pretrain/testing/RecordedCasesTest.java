package org.eobench.pretrain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

class RecordedCasesTest {
  @Test
  void everyCaseOfSelfSupervisionIsInATest() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
        sources.append(Files.readString(file));
      }
    }
    try (Stream<Path> folders = Files.list(SharedFiles.require("golden_2026"))) {
      List<String> cases =
          folders
              .map(folder -> folder.getFileName().toString())
              .filter(name -> name.startsWith("ssl_"))
              .toList();
      assertThat(cases)
          .hasSizeGreaterThan(9)
          .allSatisfy(name -> assertThat(sources).contains('"' + name + '"'));
    }
  }
}
