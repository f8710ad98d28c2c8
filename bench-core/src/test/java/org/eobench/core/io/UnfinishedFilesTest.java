package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFilesTest {
  @TempDir Path folder;

  private Path part(String owner, Duration age) throws IOException {
    Path file = folder.resolve(".a.bin." + owner + UUID.randomUUID() + ".part");
    Files.write(file, new byte[1000]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }

  /** The number of a process that has ended. */
  private static String ofTheDead() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return process.pid() + "-";
  }

  private static String ofTheLiving() {
    return ProcessHandle.current().pid() + "-";
  }

  @Test
  void removesWhatADeadProcessLeftAndWhatIsOld() throws Exception {
    Path dead = part(ofTheDead(), Duration.ofHours(2));
    Path old = part(ofTheLiving(), Duration.ofHours(25));
    Path earlierVersion = part("", Duration.ofHours(25));
    assertThat(UnfinishedFiles.removeStale(folder))
        .extracting(UnfinishedFiles.Removed::path)
        .containsExactlyInAnyOrder(dead, old, earlierVersion);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void keepsWhatSomebodyMayStillWrite() throws Exception {
    part(ofTheLiving(), Duration.ofHours(2));
    part("", Duration.ofHours(2));
    part(ofTheDead(), Duration.ofMinutes(2)); // its process may be on another machine
    assertThat(UnfinishedFiles.removeStale(folder)).isEmpty();
    assertThat(folder.toFile().list()).hasSize(3);
    assertThat(UnfinishedFiles.removeAll(folder)).hasSize(3);
  }

  @Test
  void removesAFolderWithAllThatIsInIt() throws Exception {
    Path part = folder.resolve(".set." + ofTheDead() + UUID.randomUUID() + ".part");
    Path inside = Files.write(Files.createDirectories(part.resolve("a")).resolve("b"), new byte[7]);
    assertThat(UnfinishedFiles.removeStale(folder)).as("just written").isEmpty();
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    for (Path path : new Path[] {inside, part.resolve("a"), part}) {
      Files.setLastModifiedTime(path, before);
    }
    assertThat(UnfinishedFiles.removeStale(folder))
        .containsExactly(new UnfinishedFiles.Removed(part, 7));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void touchesNothingOfAnotherName() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(9)));
    for (String name :
        new String[] {"w.pth.part", ".mine.part", ".mine.1.part", UUID.randomUUID() + ".part"}) {
      Files.setLastModifiedTime(Files.writeString(folder.resolve(name), "x"), before);
    }
    Path link = folder.resolve(".a.1-" + UUID.randomUUID() + ".part");
    Files.createSymbolicLink(link, precious);
    assertThat(UnfinishedFiles.removeStale(folder)).isEmpty();
    assertThat(UnfinishedFiles.removeAll(folder)).isEmpty();
    assertThat(folder.toFile().list()).hasSize(6);
  }

  @Test
  void findsWhatAtomicFileLeavesWhenItIsKilled() {
    Path target = folder.resolve("a.bin");
    AtomicFile.write(
        target,
        out -> {
          out.write(1);
          assertThat(UnfinishedFiles.isIn(folder)).isTrue();
        });
    AtomicFolder.create(
        folder.resolve("set"), inside -> assertThat(UnfinishedFiles.isIn(folder)).isTrue());
    assertThat(UnfinishedFiles.isIn(folder)).isFalse();
  }
}
