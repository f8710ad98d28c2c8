package org.eobench.core.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarNamesTest {
  private static final String[] ENTRIES = {
    "META-INF/MANIFEST.MF",
    "configs/",
    "configs/a.yaml",
    "config",
    "configs/é/b.yaml",
    "confiture/c"
  };
  private static final String[] CONFIGS = {"configs/a.yaml", "configs/é/b.yaml"};

  @TempDir private Path folder;

  @Test
  void listsWhatIsBelowAFolder() throws IOException {
    assertThat(JarNames.below("configs/", jar("", 0, ENTRIES))).contains(CONFIGS).hasSize(2);
  }

  @Test
  void listsTheSameInAJarBehindAScript() throws IOException {
    assertThat(JarNames.below("configs/", jar("", 500, ENTRIES))).contains(CONFIGS).hasSize(2);
  }

  @Test
  void listsTheSameWhereTheJarEndsWithAComment() throws IOException {
    Path jar = jar("a comment", 0, ENTRIES);
    assertThat(JarNames.below("configs/", jar)).contains(CONFIGS).hasSize(2);
  }

  @Test
  void refusesWhatIsNoJar() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "a text of more than 22 bytes");
    assertThatThrownBy(() -> JarNames.below("configs/", text)).isInstanceOf(ZipException.class);
  }

  @Test
  void refusesADirectoryThatIsCutShort() throws IOException {
    byte[] bytes = Files.readAllBytes(jar("", 0, ENTRIES));
    bytes[bytes.length - 22 + 12] -= 4; // the length of the directory
    Path cut = Files.write(folder.resolve("cut.jar"), bytes);
    assertThatThrownBy(() -> JarNames.below("configs/", cut)).isInstanceOf(ZipException.class);
  }

  private Path jar(String comment, int before, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setComment(comment.isEmpty() ? null : comment);
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.closeEntry();
      }
    }
    Path jar = folder.resolve("some.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      out.write(new byte[before]);
      bytes.writeTo(out);
    }
    return jar;
  }
}
