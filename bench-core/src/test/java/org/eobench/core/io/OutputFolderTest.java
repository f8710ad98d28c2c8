package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir private Path folder;

  @Test
  void createsTheFolderWithItsParentsOnce() {
    Path nested = folder.resolve("a/b");
    OutputFolder.create(nested, "pictures", "--out DIR");
    OutputFolder.create(nested, "pictures", "--out DIR");
    assertThat(nested).isDirectory();
  }

  @Test
  void saysWhichFolderCannotBeMadeAndHowToNameAnother() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> OutputFolder.create(file.resolve("below"), "pictures", "--out DIR"))
        .hasMessageContaining("[Bench/CannotWrite] the folder of the pictures cannot be made")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("`--out DIR`");
  }
}
