package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReplaces() throws IOException {
    Path file = folder.resolve("deep/er/a.txt");
    AtomicFile.writeString(file, "one");
    AtomicFile.writeString(file, "two");
    assertThat(file).hasContent("two");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void leavesTheOldFileAndNothingElseWhenTheDiskIsFull() {
    Path file = folder.resolve("a.bin");
    AtomicFile.writeString(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOfSatisfying(
            BenchException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILURE))
        .hasMessageContaining("DiskFull")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("MiB left");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("a.bin");
  }

  @Test
  void leavesNothingWhenTheBodyFails() {
    Path file = folder.resolve("a.bin");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhyAFileCannotBeWritten() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("plain"), "x");
    assertThatThrownBy(() -> AtomicFile.writeString(notAFolder.resolve("a"), "text"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("CannotWrite");
  }

  @Test
  void makesAFolderWhollyOrNotAtAll() {
    Path made = folder.resolve("data");
    assertThatThrownBy(
            () ->
                AtomicFolder.create(
                    made,
                    part -> {
                      Files.writeString(part.resolve("half"), "x");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("DiskFull");
    assertThat(folder).isEmptyDirectory();
    assertThat(AtomicFolder.create(made, part -> Files.writeString(part.resolve("a"), "x")))
        .isTrue();
    assertThat(AtomicFolder.create(made, part -> Files.writeString(part.resolve("b"), "x")))
        .isFalse();
    assertThat(made.toFile().list()).containsExactly("a");
  }
}
