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
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.eobench.core.dataset.card.ArchiveCard;
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
    assertThat(folder.resolve("data.archive")).doesNotExist();
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
  void unpacksZipsWhateverTheirNameAndWhoseEntriesHaveUnknownLength() throws IOException {
    byte[] archive = zip("training/a.tif", "validation/b.tif");
    try (FileServer server = new FileServer(call -> call.file(archive, "\"1\""))) {
      create(server);
    }
    assertThat(folder.resolve("data/validation/b.tif")).hasContent("validation/b.tif");
    assertThat(folder.resolve("data.archive")).doesNotExist();
  }

  @Test
  void refusesEntriesOfAZipThatLeadOutOfTheFolder() throws IOException {
    refuses(zip("training/a.tif", "../stray.tif"), "it contains the entry ../stray.tif");
    assertThat(folder.resolve("stray.tif")).doesNotExist();
  }

  @Test
  void refusesAnotherFormatByItsContent() throws IOException {
    byte[] page = "<html>sign in first</html>".getBytes(StandardCharsets.UTF_8);
    try (FileServer server = new FileServer(call -> call.file(page, "\"1\""))) {
      assertThatThrownBy(() -> create(server))
          .hasMessageContaining("[Bench/NotDownloaded] the server answered with a web page");
    }
    refuses("PDF".getBytes(StandardCharsets.UTF_8), "it is of an unknown format");
  }

  @Test
  void asksForTheFormBeforeAnythingElse() {
    ArchiveCard card = new ArchiveCard(null, null, "https://example.org/form");
    assertThatThrownBy(() -> FetchedFolder.remote("floods", "https://x.org/f", card, folder))
        .hasMessageContaining("[Bench/FormFirst] the authors of floods ask for a form")
        .hasMessageContaining("https://example.org/form")
        .hasMessageContaining("`dataset.root_path=FOLDER`");
  }

  @Test
  void refusesAnArchiveWithAnotherChecksum() throws IOException {
    byte[] archive = zip("training/a.tif");
    ArchiveCard card = new ArchiveCard((long) archive.length, "ab".repeat(32), null);
    try (FileServer server = new FileServer(call -> call.file(archive, "\"1\""))) {
      assertThatThrownBy(() -> create(server, card)).hasMessageContaining("SHA-256");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void saysWhatIsWrongWithAnAddressOrAChecksum() {
    assertThatThrownBy(() -> FetchedFolder.remote("floods", null, null, folder))
        .hasMessageContaining("[Bench/NoAddress]");
    ArchiveCard odd = new ArchiveCard(null, "12", null);
    assertThatThrownBy(() -> FetchedFolder.remote("floods", "https://x.org/f", odd, folder))
        .hasMessageContaining("'12' is not a SHA-256");
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
    create(server, ArchiveCard.UNKNOWN);
  }

  private void create(FileServer server, ArchiveCard card) {
    new FetchedFolder(Patience.DEFAULT, ProgressListener.silent())
        .create(
            folder.resolve("data"),
            FetchedFolder.remote("data", server.address("/d.tar.gz").toString(), card, folder));
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

  /** Written as a stream, so that the length of an entry comes after its content. */
  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
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
