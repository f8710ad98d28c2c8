package org.eobench.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

/** {@code examples/spark} is built apart and relies on words of this program. */
class SparkExampleTest {
  private static final Path EXAMPLE = SharedFiles.projectRoot().resolve("examples/spark");

  private static String text(String file) throws IOException {
    return Files.readString(EXAMPLE.resolve(file));
  }

  @Test
  void endsARunWithItsExecutorAsASweepDoes() throws IOException {
    assertThat(text("src/main/java/example/PlanTask.java"))
        .contains('"' + ParentWatch.OPTION + '"');
  }

  @Test
  void isNoModuleOfTheBuild() throws IOException {
    assertThat(Files.readString(SharedFiles.projectRoot().resolve("pom.xml")))
        .contains("<module>bench-cli</module>")
        .doesNotContain("<module>examples", "org.apache.spark");
  }
}
