package org.eobench.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.eobench.core.progress.ProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedFolderTest {
  private static final int BLOCK = 512;

  /** Where a header says what an entry is. */
  private static final int TYPE = 156;

  @TempDir private Path folder;

  @Test
  void downloadsAndUnpacksAnArchiveOnce() throws IOException {
    byte[] archive = archive("training/a.tif", "training/b.tif");
    try (FileServer server = new FileServer(call -> call.file(archive, "\"1\""))) {
      create(server);
      create(server);
      assertThat(server.ranges()).hasSize(1);
    }
    assertThat(folder.resolve("data/training/b.tif")).hasContent("training/b.tif");
    assertThat(folder.resolve("data.tar.gz")).doesNotExist();
  }

  @Test
  void refusesEntriesThatLeadOutOfTheFolder() throws IOException {
    refuses(archive("training/a.tif", "../stray.tif"), "it contains the entry ../stray.tif");
    assertThat(folder.resolve("stray.tif")).doesNotExist();
  }

  @Test
  void namesTheKeyOfTheDataWhenTheArchiveIsNotThere() {
    try (FileServer server = new FileServer(call -> call.exchange().sendResponseHeaders(404, -1))) {
      assertThatThrownBy(() -> create(server))
          .hasMessageContaining("set `dataset.download_url=ADDRESS`")
          .hasMessageNotContaining("encoder.");
    }
  }

  @Test
  void refusesLinks() throws IOException {
    refuses(link(), "it contains the entry training");
  }

  @Test
  void refusesAnArchiveThatIsCutShort() throws IOException {
    byte[] whole = archive("training/a.tif");
    refuses(Arrays.copyOf(whole, whole.length / 2), "cannot be unpacked");
  }

  private void refuses(byte[] archive, String why) throws IOException {
    try (FileServer server = new FileServer(call -> call.file(archive, "\"1\""))) {
      assertThatThrownBy(() -> create(server))
          .hasMessageContaining("[Bench/BadArchive]")
          .hasMessageContaining(why)
          .hasMessageContaining("dataset.root_path=FOLDER");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private void create(FileServer server) {
    new FetchedFolder(Patience.DEFAULT, ProgressListener.silent())
        .create(folder.resolve("data"), server.address("/d.tar.gz"), folder.resolve("data.tar.gz"));
  }

  private static byte[] archive(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream tar = new GZIPOutputStream(bytes)) {
      for (String name : names) {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.write(header(entry));
        tar.write(Arrays.copyOf(content, BLOCK));
      }
      tar.write(new byte[2 * BLOCK]);
    }
    return bytes.toByteArray();
  }

  private static byte[] link() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream tar = new GZIPOutputStream(bytes)) {
      byte[] header = header(new TarArchiveEntry("training", true));
      header[TYPE] = TarConstants.LF_SYMLINK;
      tar.write(header);
      tar.write(new byte[2 * BLOCK]);
    }
    return bytes.toByteArray();
  }

  /** The stream that would write whole archives needs a library that is not among ours. */
  private static byte[] header(TarArchiveEntry entry) {
    byte[] header = new byte[BLOCK];
    entry.writeEntryHeader(header);
    return header;
  }
}
