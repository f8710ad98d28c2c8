package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.cli.faults.ProgramAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fetch dataset} against a server on this machine. */
class DatasetFetchTest {
  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    byte[] archive = archive();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/burns",
        exchange -> {
          exchange.sendResponseHeaders(200, archive.length);
          exchange.getResponseBody().write(archive);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** The same bytes in each second, as its entries have no time of their own. */
  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("training/", "training/a.tif")) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        zip.putNextEntry(entry);
      }
      zip.write("pixels".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private ProgramAnswer fetch(String... words) {
    List<String> all = new ArrayList<>(List.of("fetch"));
    all.addAll(List.of(words));
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/burns";
    all.add("dataset.download_url=" + address);
    all.add("dataset.root_path=" + folder.resolve("data"));
    all.add("cache_dir=" + folder.resolve("cache"));
    return ProgramAnswer.to(all, folder);
  }

  @Test
  void unpacksTheArchiveAndShowsTheLicence() {
    fetch("dataset=hlsburnscars").fits().says("licence: ", "to cite: ", "written: ");
    assertThat(folder.resolve("data/training/a.tif")).hasContent("pixels");
    assertThat(folder.resolve("cache/hlsburnscars.archive")).doesNotExist();
    fetch("dataset", "hlsburnscars").fits().says("is there already");
  }

  @Test
  void verifiesTheChecksum() {
    fetch("dataset", "hlsburnscars", "dataset.archive={sha256: " + "ab".repeat(32) + "}")
        .refuses("SHA-256");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  /** A set that is used as it is downloaded: its files, of which one is there. */
  @Test
  void fetchesTheFilesThatAreMissing() throws IOException {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/burns";
    Files.createDirectories(folder.resolve("data"));
    Files.write(folder.resolve("data/a.zip"), archive());
    String files =
        "dataset.card.files=[{path:a.zip,size:%d,url:'%s'},{path:more/b.zip,size:%d,url:'%s'}]"
            .formatted(archive().length, address, archive().length, address);
    String root = "dataset.root_path=" + folder.resolve("data");
    ProgramAnswer.to(
            List.of(
                "check",
                "dataset=hlsburnscars",
                root,
                files,
                "encoder=vit_tiny",
                "decoder=seg_linear"),
            folder)
        .refuses(
            "data set hlsburnscars lacks 1 of 2 published files, " + archive().length + " bytes",
            "more/b.zip",
            "fetch dataset hlsburnscars");
    fetch("dataset", "hlsburnscars", files).fits().says("licence: ", "complete: ");
    assertThat(folder.resolve("data/more/b.zip")).hasBinaryContent(archive());
  }

  @Test
  void saysWhatCannotBeFetched() {
    fetch("dataset", "hlsburnscar").refuses("there is no dataset hlsburnscar", "hlsburnscars");
    fetch("dataset", "hlsburnscars", "dataset.archive={form: 'https://example.org/form'}")
        .refuses("[Bench/FormFirst]", "https://example.org/form");
    ProgramAnswer.to(List.of("fetch", "dataset", "quickstart"), folder)
        .refuses("makes its data itself");
    ProgramAnswer.to(List.of("fetch", "dataset", "folder"), folder)
        .refuses("the folder for folder is not set", "`dataset.root_path=FOLDER`");
    ProgramAnswer.to(List.of("fetch", "data", "folder"), folder).refuses("dataset");
  }
}
