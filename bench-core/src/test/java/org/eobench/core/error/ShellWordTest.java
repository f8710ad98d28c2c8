package org.eobench.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordTest {
  @Test
  void quotesWhatAShellWouldChange() {
    assertThat(ShellWord.of("optimizer.lr=1e-3")).isEqualTo("optimizer.lr=1e-3");
    assertThat(ShellWord.of("dataset.bands={optical: [B2]}"))
        .isEqualTo("'dataset.bands={optical: [B2]}'");
  }

  @Test
  void aShellGivesTheArgumentBack() throws IOException {
    for (String argument : List.of("a=it's", "a=$HOME", "a=*_img.tif", "a=\"x\" `y`", "~a")) {
      Process shell =
          new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of("x" + argument)).start();
      assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("x" + argument);
    }
  }
}
