package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
  @TempDir Path system;

  /** The largest number that Linux gives to a process is 4194304. */
  private Path left(String name, Duration age) throws IOException {
    Path path = system.resolve("." + name + ".999999999-" + UUID.randomUUID() + ".part");
    Files.createDirectory(path);
    Files.writeString(path.resolve("log.txt"), "half a line");
    FileTime then = FileTime.from(Instant.now().minus(age));
    Files.setLastModifiedTime(path.resolve("log.txt"), then);
    Files.setLastModifiedTime(path, then);
    return path;
  }

  @Test
  void removesWhatAKilledProcessLeftAndNothingElse() throws IOException {
    Path killed = left("eobench-profile", Duration.ofHours(2));
    Path fresh = left("eobench-profile", Duration.ofMinutes(2));
    Path other = left("another", Duration.ofHours(48));
    Path mine = Files.createFile(TemporaryFiles.in(system, "export"));

    TemporaryFiles.removeStale(mine);

    assertThat(killed).doesNotExist();
    assertThat(fresh).exists();
    assertThat(other).exists();
    assertThat(mine).exists();
  }

  @Test
  void namesTheFolderThatTakesNoFile() {
    assertThatThrownBy(() -> TemporaryFiles.file(system.resolve("absent"), "export"))
        .isInstanceOf(BenchException.class)
        .hasMessageContainingAll(
            "cannot create a temporary file",
            system.resolve("absent").toString(),
            "java.io.tmpdir");
  }

  @Test
  void makesFilesThatTheNextProcessRecognises() throws IOException {
    Path file = TemporaryFiles.file("test");
    Path folder = TemporaryFiles.folder("test");
    try {
      assertThat(file).isEmptyFile();
      assertThat(folder).isEmptyDirectory();
      assertThat(UnfinishedFiles.isIn(file.resolveSibling(""))).isTrue();
      assertThat(file.getFileName().toString()).startsWith(".eobench-test.");
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }
}
