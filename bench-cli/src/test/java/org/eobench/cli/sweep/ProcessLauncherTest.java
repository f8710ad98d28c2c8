package org.eobench.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessLauncherTest {
  private static final String JOB =
      "trap 'echo stopped on request; exit 130' TERM; echo ready; while :; do sleep 0.05; done";

  @Test
  @Timeout(30)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the job is a script of sh with a trap")
  void hearsTheLastWordsOfAJobThatItAskedToStop() throws IOException, InterruptedException {
    Process job = new ProcessBuilder("sh", "-c", JOB).start();
    try (BufferedReader lines = job.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("ready");

      ProcessLauncher.askToStop(job);

      assertThat(lines.readLine()).isEqualTo("stopped on request");
      assertThat(job.waitFor()).isEqualTo(130);
    } finally {
      job.getOutputStream().close();
      job.destroyForcibly();
    }
  }
}
