package org.eobench.core.run.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.error.Problems;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.ToyParts;
import org.eobench.core.run.plan.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCleanupTest {
  @TempDir Path work;
  private final List<String> said = new ArrayList<>();

  private RunConfig config() {
    String yaml =
        ToyParts.YAML
            .replace("WORK", work.resolve("runs").toString())
            .replace("cache_dir: .cache", "cache_dir: " + work.resolve("cache"));
    RunConfig bound = Binder.bind(ToyParts.config(yaml), RunConfig.class, new Problems());
    return Objects.requireNonNull(bound);
  }

  private final ProgressListener progress =
      new ProgressListener() {
        @Override
        public void message(String text) {
          said.add(text);
        }

        @Override
        public Bar bar(String stage, long total) {
          return ProgressListener.silent().bar(stage, total);
        }
      };

  private static Path part(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.write(
        folder.resolve(".last.safetensors.4711-" + UUID.randomUUID() + ".part"), new byte[2 << 20]);
  }

  @Test
  void removesWhatAKilledRunLeftAndSaysSo() throws IOException {
    Path killed = work.resolve("runs/killed");
    Path part = part(killed.resolve("checkpoints"));
    Files.createFile(killed.resolve("run.lock"));
    Path foreign = part(work.resolve("runs/no_run"));
    Path cached = part(work.resolve("cache/set"));
    Files.setLastModifiedTime(cached, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    RunCleanup.remove(config(), progress);
    assertThat(part).doesNotExist();
    assertThat(cached).doesNotExist();
    assertThat(foreign).as("in a folder that is no run").exists();
    assertThat(said)
        .singleElement()
        .asString()
        .contains("removed 2 unfinished files of killed runs, 4.0 MiB", part.toString());
  }

  @Test
  void leavesTheFilesOfARunThatIsWorkedOn() throws IOException {
    Path running = work.resolve("runs/running");
    Path part = part(running);
    try (FileChannel channel =
            FileChannel.open(
                Files.createFile(running.resolve("run.lock")), StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      RunCleanup.remove(config(), progress);
      assertThat(part).exists();
      assertThat(said).isEmpty();
    }
  }
}
