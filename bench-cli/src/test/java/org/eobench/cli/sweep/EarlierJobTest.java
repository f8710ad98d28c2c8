package org.eobench.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eobench.cli.process.ParentWatch;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierJobTest {
  @TempDir private Path directory;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final StopSignal stop = new StopSignal();

  private boolean awaitEnd() {
    try {
      SweepJob job = Jobs.job(3, "seed=3", directory);
      return new EarlierJob(job, said::add).awaitEnd(stop);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Path runOf(String pid) throws IOException {
    Path run = Files.createDirectory(directory.resolve("run"));
    Files.writeString(run.resolve("run.lock"), pid);
    return run;
  }

  @Test
  void aDirectoryAtRestIsNotWaitedFor() throws IOException {
    runOf("4711");
    Files.createDirectory(directory.resolve("other"));
    assertThat(awaitEnd()).isTrue();
    assertThat(said).isEmpty();
  }

  @Test
  void aProcessThatStillWorksThereIsWaitedForAndNamed() throws Exception {
    Path run = runOf("4711");
    CompletableFuture<Boolean> waiting;
    try (FileChannel channel = FileChannel.open(run.resolve("run.lock"), StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      waiting = CompletableFuture.supplyAsync(this::awaitEnd);
      while (said.isEmpty()) {
        Thread.sleep(20);
      }
      assertThat(said)
          .containsExactly(
              "process 4711 of an earlier sweep is still using " + run + ": waiting for it to end");
      assertThat(waiting).isNotDone();
    }
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).endsWith("the earlier job has ended");
  }

  @Test
  void aUserWhoStopsDoesNotWait() throws Exception {
    Path run = runOf("4711");
    try (FileChannel channel = FileChannel.open(run.resolve("run.lock"), StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      stop.request();
      assertThat(awaitEnd()).isFalse();
    }
  }

  @Test
  void aProcessSeesThatItsParentIsGone() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (PipedInputStream input = new PipedInputStream();
        PipedOutputStream held = new PipedOutputStream(input)) {
      ParentWatch.start(input, gone::countDown);
      held.write("ignored".getBytes(StandardCharsets.UTF_8));
      held.flush();
      assertThat(gone.await(100, TimeUnit.MILLISECONDS)).isFalse();
      held.close();
      assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
