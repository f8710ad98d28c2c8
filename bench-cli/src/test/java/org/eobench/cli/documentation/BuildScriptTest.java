package org.eobench.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.jar.BenchProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code bench} where the jar must be built first; Maven and Java are stood in for. */
class BuildScriptTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo '[INFO] Building EO Bench :: core 1.0                     [2/7]'
      echo 'Downloading from central: https://repo.maven.apache.org/some.jar'
      sleep 3
      %s
      """;

  /** Makes an archive and notes it in {@code made}, or says how it was called. */
  private static final String ARCHIVING =
      """
      #!/bin/sh
      new="${1#-XX:ArchiveClassesAtExit=}"
      if [ "$new" = "$1" ]; then
        echo java "$@"
      else
        echo "$new" >>../made
        echo classes >"$new"
      fi
      """;

  @TempDir private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    Files.copy(BenchProcess.ROOT.resolve("bench"), folder.resolve("bench"));
    assertThat(folder.resolve("bench").toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.createDirectories(folder.resolve("configs"));
    Files.createDirectories(folder.resolve("bench-core/src/main"));
    Files.writeString(folder.resolve("bench-core/pom.xml"), "<project/>");
    program("java", "#!/bin/sh\necho java \"$@\"\n");
    program("javac", "#!/bin/sh\n");
  }

  @Test
  void saysWhatItDoesWhileItTakesLong() throws IOException, InterruptedException {
    program("mvn", MAVEN.replace("%s", "touch bench.jar"));

    assertThat(run())
        .contains("Building bench.jar")
        .contains("0:01  downloading libraries, EO Bench :: core 1.0 [2/7]")
        .contains("0:02  ")
        .contains("java -jar")
        .contains("list encoder");
  }

  @Test
  void showsTheEndOfTheLogWhereTheBuildFails() throws IOException, InterruptedException {
    program("mvn", MAVEN.replace("%s", "echo 'cannot find symbol'; exit 1"));

    assertThat(run())
        .contains("cannot find symbol")
        .contains("[Bench/BuildFailed] bench.jar could not be built")
        .doesNotContain("java -jar");
  }

  @Test
  void makesAnArchiveOfClassesOnceForEachJar() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("bench.jar"), "a jar");
    program("java", ARCHIVING);

    String first = run();
    assertThat(first)
        .containsPattern(
            "java -Xlog:cds\\*=off -XX:SharedArchiveFile=\\S*/target/start-\\d+.jsa -jar");
    assertThat(run()).isEqualTo(first);
    assertThat(made()).hasSize(1);

    assertThat(
            folder.resolve("bench.jar").toFile().setLastModified(System.currentTimeMillis() + 5000))
        .isTrue();
    assertThat(run()).isEqualTo(first);
    assertThat(made()).hasSize(2);
  }

  @Test
  void makesAnArchiveAgainThatWasCutOff() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("bench.jar"), "a jar");
    program("java", ARCHIVING);

    run();
    try (Stream<Path> files = Files.list(folder.resolve("target"))) {
      Path archive =
          files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
      Files.writeString(archive, "cla");
    }
    run();
    run();
    assertThat(made()).hasSize(2);
  }

  @Test
  void startsWithoutAnArchiveWhereJavaMakesNone() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("bench.jar"), "a jar");
    program("java", ARCHIVING.replace("echo classes >\"$new\"", "exit 1"));

    assertThat(run()).startsWith("java -jar");
    assertThat(run()).startsWith("java -jar");
    assertThat(made()).hasSize(1);
  }

  @Test
  void startsWithoutAnArchiveWhereItCannotBeWritten() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("bench.jar"), "a jar");
    Files.writeString(folder.resolve("target"), "not a folder");
    program("java", ARCHIVING);

    assertThat(run()).startsWith("java -jar");
  }

  private List<String> made() throws IOException {
    return Files.readAllLines(folder.resolve("made"));
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private String run() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("./bench", "list", "encoder")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("BENCH_BUILD_EVERY", "1");
    builder.environment().remove("JAVA_HOME");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
