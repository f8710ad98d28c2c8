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

  /** The command that starts Java without an archive. */
  private static final String STARTED = "java -cp ";

  @TempDir private Path folder;

  /** The folder of the programs that stand for Maven and Java. */
  private Path programs;

  @BeforeEach
  void layOut() throws IOException {
    programs = folder.resolve("bin");
    layOutSources();
    program("java", "#!/bin/sh\necho java \"$@\"\n");
    program("javac", "#!/bin/sh\n");
  }

  private void layOutSources() throws IOException {
    Files.copy(BenchProcess.ROOT.resolve("bench"), folder.resolve("bench"));
    assertThat(folder.resolve("bench").toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.createDirectories(folder.resolve("configs"));
    Files.createDirectories(folder.resolve("bench-core/src/main"));
    Files.writeString(folder.resolve("bench-core/pom.xml"), "<project/>");
  }

  @Test
  void saysWhatItDoesWhileItTakesLong() throws IOException, InterruptedException {
    program("mvn", MAVEN.replace("%s", "touch bench.jar"));

    assertThat(run())
        .contains("Building bench.jar")
        .contains("0:01  downloading libraries, EO Bench :: core 1.0 [2/7]")
        .contains("0:02  ")
        .contains(STARTED)
        .contains("list encoder");
  }

  @Test
  void showsTheEndOfTheLogWhereTheBuildFails() throws IOException, InterruptedException {
    program("mvn", MAVEN.replace("%s", "echo 'cannot find symbol'; exit 1"));

    assertThat(run())
        .contains("cannot find symbol")
        .contains("[Bench/BuildFailed] bench.jar could not be built")
        .doesNotContain(STARTED);
  }

  @Test
  void makesAnArchiveOfClassesOnceForEachJar() throws IOException, InterruptedException {
    isBuiltFor(ARCHIVING);

    String first = run();
    assertThat(first)
        .containsPattern(
            "^java -Xlog:cds\\*=off -XX:SharedArchiveFile=\\S*/target/start-\\S*-bin-java.jsa -cp"
                + " \\S*/bench.jar org.eobench.cli.BenchMain list encoder$");
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
    isBuiltFor(ARCHIVING);

    run();
    Files.writeString(archive(), "cla");
    run();
    run();
    assertThat(made()).hasSize(2);
  }

  @Test
  void startsWithoutAnArchiveWhereJavaMakesNone() throws IOException, InterruptedException {
    isBuiltFor(ARCHIVING.replace("echo classes >\"$new\"", "exit 1"));

    assertThat(run()).startsWith(STARTED);
    assertThat(run()).startsWith(STARTED);
    assertThat(made()).hasSize(1);
  }

  @Test
  void startsWithoutAnArchiveWhereItCannotBeWritten() throws IOException, InterruptedException {
    isBuiltFor(ARCHIVING);
    Files.writeString(folder.resolve("target"), "not a folder");

    assertThat(run()).startsWith(STARTED);
  }

  @Test
  void makesAnArchiveAgainForAnotherJar() throws IOException, InterruptedException {
    isBuiltFor(ARCHIVING);
    run();
    Path noted = Path.of(archive() + ".for");
    Files.writeString(noted, Files.readString(noted).replace("bench.jar", "other.jar"));

    run();
    run();
    assertThat(made()).hasSize(2);
  }

  @Test
  void asksForLessOfJavaForAShortAnswer() throws IOException, InterruptedException {
    isBuiltFor(ARCHIVING);

    assertThat(run("--help")).contains("-XX:TieredStopAtLevel=1 ").contains("ArchiveRelocation");
    assertThat(run("encoder=dofa", "--cfg", "job")).contains("-XX:TieredStopAtLevel=1 ");
    assertThat(run("encoder=dofa")).doesNotContain("Tiered").doesNotContain("-Xmx");

    program("java", "#!/bin/sh\necho java \"$@\"\n"); // one that makes no archive
    Files.delete(archive());
    assertThat(run("--help")).contains("-XX:TieredStopAtLevel=1 ").doesNotContain("Archive");
  }

  @Test
  void startsFromAPathThatNoClassPathCanHold() throws IOException, InterruptedException {
    folder = Files.createDirectories(folder.resolve("a:b"));
    layOutSources();
    Files.writeString(folder.resolve("bench.jar"), "a jar");

    assertThat(run())
        .contains("-jar " + folder.toRealPath().resolve("bench.jar") + " list encoder");
  }

  @Test
  void keepsAnArchiveForEachJava() throws IOException, InterruptedException {
    isBuiltFor(ARCHIVING);
    run();
    Path first = programs;
    programs = folder.resolve("other");
    program("java", ARCHIVING);
    run();
    programs = first;
    run();
    assertThat(made()).hasSize(2);
  }

  /** Puts a jar beside the script, and a Java. */
  private void isBuiltFor(String java) throws IOException {
    Files.writeString(folder.resolve("bench.jar"), "a jar");
    program("java", java);
  }

  /** The only archive. */
  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("target"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }
  }

  private List<String> made() throws IOException {
    return Files.readAllLines(folder.resolve("made"));
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(programs).resolve(name);
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private String run() throws IOException, InterruptedException {
    return run("list", "encoder");
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of("./bench"), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("BENCH_BUILD_EVERY", "1");
    builder.environment().remove("JAVA_HOME");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
