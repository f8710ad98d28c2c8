package org.eobench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eobench.cli.jar.RunIT;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code examples/embed}: a program of its own that trains through {@link Bench}. */
class EmbedIT {
  private static final Path EXAMPLE = SharedFiles.projectRoot().resolve("examples/embed");
  private static final Path SOURCE = EXAMPLE.resolve("src/main/java/example/Embed.java");
  private static final Pattern PRINTED = Pattern.compile("mIoU (\\S+)\nrun directory (\\S+)\n");
  @TempDir private Path folder;

  @Test
  void isShort() throws IOException {
    try (Stream<String> lines = Files.lines(SOURCE)) {
      assertThat(lines.count()).isLessThanOrEqualTo(40);
    }
  }

  @Test
  void isTheProgramOfThePage() throws IOException {
    assertThat(SharedFiles.projectRoot().resolve("docs/use-as-a-library.md"))
        .content()
        .contains("```java\n" + Files.readString(SOURCE) + "```\n");
  }

  @Test
  void printsTheScoreThatTheFilesOfItsRunHold() throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    compile(classes);
    String printed =
        LibraryProcess.run(
            folder,
            List.of("-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            "-cp",
            LibraryProcess.classPath(classes),
            "example.Embed");

    Matcher lines = PRINTED.matcher(printed);
    assertThat(lines.matches()).as(printed).isTrue();
    Path run = RunIT.onlyRun(folder.resolve("runs"));
    assertThat(folder.resolve(lines.group(2))).isEqualTo(run);
    double score = Double.parseDouble(lines.group(1));
    assertThat(score).isBetween(0.01, 1.0);
    assertThat(
            new ObjectMapper()
                .readTree(run.resolve("results.json").toFile())
                .at("/scores/mIoU")
                .asDouble(Double.NaN))
        .isEqualTo(score);
    assertThat(run.resolve("metrics.jsonl"))
        .content()
        .contains("{\"kind\":\"test\",\"mIoU\":" + lines.group(1) + ",");
  }

  private static void compile(Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(SOURCE);
      List<String> options =
          List.of(
              "--release",
              "17",
              "-proc:none",
              "-Xlint:all,-path,-classfile",
              "-Werror",
              "-cp",
              LibraryProcess.classPath(),
              "-d",
              classes.toString());
      assertThat(compiler.getTask(messages, files, null, options, null, sources).call())
          .as("it compiles without a warning:\n%s", messages)
          .isTrue();
    }
  }
}
