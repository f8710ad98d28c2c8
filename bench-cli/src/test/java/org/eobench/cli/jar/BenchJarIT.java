package org.eobench.cli.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code bench.jar} holds. */
class BenchJarIT {
  @Test
  void carriesEveryConfigOfTheProject() throws IOException {
    Path configs = BenchProcess.ROOT.resolve("configs");
    Set<String> inJar =
        names().stream().filter(name -> name.endsWith(".yaml")).collect(Collectors.toSet());
    try (Stream<Path> files = Files.walk(configs)) {
      List<String> onDisk =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .map(file -> "configs/" + configs.relativize(file).toString().replace('\\', '/'))
              .toList();
      assertThat(onDisk).hasSizeGreaterThan(15);
      assertThat(inJar).containsAll(onDisk);
    }
  }

  @Test
  void carriesNoTestLibraryAndNoSignature() throws IOException {
    assertThat(names())
        .hasSizeGreaterThan(1000)
        .contains("org/eobench/cli/BenchMain.class", "org/eobench/core/error/Problem.class")
        .noneMatch(name -> name.matches("(org/junit|org/assertj|com/tngtech)/.*"))
        .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
  }

  @Test
  void mergesTheServicesOfAllModules() throws IOException {
    try (JarFile jar = new JarFile(BenchProcess.JAR.toFile())) {
      JarEntry services = jar.getJarEntry("META-INF/services/org.eobench.core.spi.BenchPlugin");
      assertThat(new String(jar.getInputStream(services).readAllBytes(), UTF_8).lines())
          .contains(
              "org.eobench.encoders.EncodersPlugin",
              "org.eobench.decoders.DecodersPlugin",
              "org.eobench.datasets.DatasetsPlugin");
    }
  }

  /** Otherwise two builds of the same sources would differ. */
  @Test
  void givesEveryEntryOfOursTheSameTime() throws IOException {
    try (JarFile jar = new JarFile(BenchProcess.JAR.toFile())) {
      assertThat(
              jar.stream()
                  .filter(entry -> entry.getName().matches("(org/eobench|configs)/.+"))
                  .map(JarEntry::getTimeLocal)
                  .distinct())
          .hasSize(1);
      assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
    }
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(BenchProcess.JAR.toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }
}
