package org.eobench.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopSignalTest {
  @TempDir private Path folder;

  @Test
  void namesTheCheckpointThatTheRunContinuesFrom() throws IOException {
    Path last = Files.createFile(folder.resolve("last.safetensors"));
    RunCancelled stopped = cancelled(last);
    assertThat(stopped.checkpoint()).contains(last);
    assertThat(stopped).hasMessageContaining("`resume=true`").hasMessageContaining(last.toString());
  }

  @Test
  void doesNotOfferToContinueWhereNothingWasSaved() {
    RunCancelled stopped = cancelled(folder.resolve("last.safetensors"));
    assertThat(stopped.checkpoint()).isEmpty();
    assertThat(stopped).hasMessageContaining("before anything was saved");
    assertThat(stopped.getMessage()).doesNotContain("resume=true");
  }

  @Test
  void doesNothingUnlessRequested() {
    assertThatCode(() -> new StopSignal().throwIfRequested(folder)).doesNotThrowAnyException();
  }

  private static RunCancelled cancelled(Path checkpoint) {
    StopSignal signal = new StopSignal();
    signal.request();
    return catchThrowableOfType(RunCancelled.class, () -> signal.throwIfRequested(checkpoint));
  }
}
