package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that docs/use-as-a-library.md enters into JShell, with {@code bench.jar} alone. */
class JShellIT {
  private static final Path PAGE = BenchProcess.ROOT.resolve("docs/use-as-a-library.md");
  private static final Pattern LINES = Pattern.compile("(?ms)^```jshell\n(.*?)^```$");
  private static final int MINUTES = 8;
  @TempDir private Path folder;

  @Test
  void runsTheLinesOfThePage() throws Exception {
    List<String> lines = new ArrayList<>();
    LINES
        .matcher(Files.readString(PAGE))
        .results()
        .map(MatchResult::group)
        .flatMap(block -> block.lines().filter(line -> !line.startsWith("```")))
        .forEach(lines::add);
    assertThat(lines).hasSizeGreaterThan(10);
    lines.add("/exit");

    String said = entered(lines);

    assertThat(said)
        .doesNotContain("|  Error:", "|  Exception", "cannot find symbol")
        .containsPattern("==> true\\b")
        .containsPattern("result ==> RunResult\\[directory=runs/")
        .contains("Burn scar  |", "| Burn scar |")
        .contains("[Bench/Interrupted] stopped on request");
    Path runs = folder.resolve("runs");
    try (var directories = Files.list(runs)) {
      assertThat(directories).hasSizeBetween(1, 2);
    }
  }

  private String entered(List<String> lines) throws IOException, InterruptedException {
    Path input = Files.write(folder.resolve("input.txt"), lines);
    Path output = folder.resolve("output.txt");
    Process jshell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-J-Djava.util.prefs.userRoot=" + folder,
                "-R-Xmx2g",
                "-R-XX:+UseSerialGC",
                "-R-XX:TieredStopAtLevel=1",
                "--class-path",
                BenchProcess.JAR.toString())
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    boolean ended = jshell.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      jshell.descendants().forEach(ProcessHandle::destroyForcibly);
      jshell.destroyForcibly().waitFor();
    }
    String said = Files.readString(output);
    assertThat(ended).as("ended within %s minutes; it said:\n%s", MINUTES, said).isTrue();
    return said;
  }
}
