package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.process.Interruption;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyVerbTest {
  @TempDir private Path folder;

  @Test
  void takesTheDeviceFromAmongTheWords() {
    assertThatThrownBy(() -> verify("golden", "device=cpu", folder.toString()))
        .hasMessageContaining("[Bench/NoGoldenCases]");
  }

  @Test
  void refusesAGpuThatIsNotThere() {
    assertThatThrownBy(() -> verify("golden", folder.toString(), "device=gpu:99"))
        .hasMessageContaining("[Bench/NoSuchGpu] device=gpu:99");
  }

  @Test
  void refusesAnotherWord() {
    assertThatThrownBy(() -> verify("golden", folder.toString(), "device=tpu"))
        .hasMessageContaining("[Bench/UnknownDevice]");
  }

  private static void verify(String... words) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    try (Interruption interruption = Interruption.ofProcess()) {
      new VerifyVerb().run(new Invocation(List.of(words), PluginJars.NONE, out, interruption));
    }
  }
}
