package org.eobench.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failed or wrong download is reported and never kept. */
class FetchRefusalTest extends FetchTrial {
  @Test
  void refusesWrongBytesAndKeepsNothing() throws IOException {
    byte[] wrong = CONTENT.clone();
    wrong[1_234_567] ^= 1;
    try (FileServer server = new FileServer(call -> call.file(wrong, TAG))) {
      assertThat(refusal(file(server)))
          .hasMessageContaining("OtherFile")
          .hasMessageContaining(sha256(wrong))
          .hasMessageContaining(sha256(CONTENT));
      assertThat(names()).containsExactly(".fetch.lock");
    }
  }

  @Test
  void refusesAWrongLengthBeforeItIsFetched() throws IOException {
    try (FileServer server = new FileServer(call -> call.file(content(5000, 3), TAG))) {
      assertThat(refusal(file(server)))
          .hasMessageContaining("5,000 bytes")
          .hasMessageContaining("3,000,000 bytes that were published");
      assertThat(names()).containsExactly(".fetch.lock");
    }
  }

  /** An answer in chunks has no length; it is stopped when more comes than was published. */
  @Test
  void stopsAnAnswerThatDoesNotEnd() {
    try (FileServer server =
        new FileServer(
            call -> {
              call.exchange().sendResponseHeaders(200, 0);
              for (int i = 0; i < 1000; i++) {
                call.exchange().getResponseBody().write(content(1 << 16, i));
              }
            })) {
      assertThat(refusal(file(server))).hasMessageContaining("OtherFile");
    }
  }

  @Test
  void givesUpAfterSomeAttempts() {
    try (FileServer server = new FileServer(call -> call.status(503))) {
      assertThat(refusal(file(server)))
          .hasMessageContaining("4 attempts failed in a row")
          .hasMessageContaining("HTTP 503")
          .hasMessageContaining("in a browser");
      assertThat(server.ranges()).hasSize(4);
    }
  }

  @Test
  void saysWhatToDoAboutAFileThatIsGoneOrClosed() {
    for (int status : new int[] {404, 410, 401, 403, 400}) {
      try (FileServer server = new FileServer(call -> call.status(status))) {
        BenchException refused = refusal(file(server));
        assertThat(refused).hasMessageContaining("HTTP " + status);
        assertThat(refused.problems().get(0).next()).isNotEmpty();
        assertThat(server.ranges()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/w.pth", "ftp://127.0.0.1/w", "file:///etc/passwd", "", "http://[x"})
  void refusesRedirectionsThatLeadNowhere(String to) {
    try (FileServer server = new FileServer(call -> call.redirect(302, to))) {
      assertThat(refusal(file(server))).hasMessageContaining("FetchRedirect");
    }
  }

  @Test
  void refusesAWebPageAndTellsItsTitle() {
    String html = "<!DOCTYPE html><html><title>Google Drive - Virus\nscan warning</title></html>";
    try (FileServer server = new FileServer(call -> call.page(html))) {
      assertThat(refusal(file(server)))
          .hasMessageContaining("a web page instead of the file")
          .hasMessageContaining("Google Drive - Virus scan warning");
    }
    try (FileServer server =
        new FileServer(call -> call.whole("\n <html>no</html>".getBytes(StandardCharsets.UTF_8)))) {
      assertThat(refusal(file(server, null, null))).hasMessageContaining("web page");
    }
    try (FileServer server =
        new FileServer(
            call ->
                call.whole(
                    "version https://git-lfs.github.com".getBytes(StandardCharsets.UTF_8)))) {
      assertThat(refusal(file(server, null, null))).hasMessageContaining("Git LFS");
    }
  }

  /** A login page in the middle must not cost what came before it. */
  @Test
  void aWebPageDoesNotDropThePart() throws IOException {
    try (FileServer server =
        new FileServer(
            call -> {
              switch (call.number()) {
                case 0 -> call.part(CONTENT, TAG, 800_000);
                case 1 -> call.page("<html><title>Please log in</title></html>");
                default -> call.file(CONTENT, TAG);
              }
            })) {
      assertThat(refusal(file(server))).hasMessageContaining("Please log in");
      fetch(file(server));
      assertWhole();
      assertThat(begin(server, 2)).isEqualTo(begin(server, 1)).isPositive();
    }
  }

  @Test
  void replacesAnotherFileOnlyOnRequest() throws IOException {
    Files.createDirectories(target().getParent());
    byte[] mine = content(CONTENT.length, 9);
    Files.write(target(), mine);
    try (FileServer server = new FileServer(call -> call.file(CONTENT, TAG))) {
      assertThatThrownBy(() -> fetch(file(server)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("another file has this name")
          .hasMessageContaining("--force");
      assertThat(target()).hasBinaryContent(mine);
      fetch(file(server), true);
      assertWhole();
    }
  }

  /** Whatever fails later, the file that was there stays until the new one is whole. */
  @Test
  void keepsTheOldFileWhenItsReplacementFails() throws IOException {
    Files.createDirectories(target().getParent());
    byte[] mine = content(100, 9);
    Files.write(target(), mine);
    try (FileServer server = new FileServer(call -> call.part(CONTENT, TAG, 900))) {
      assertThatThrownBy(() -> fetch(file(server), true)).isInstanceOf(BenchException.class);
      assertThat(target()).hasBinaryContent(mine);
    }
  }

  @Test
  void asksForSpaceFirst() {
    long huge = 1L << 50;
    try (FileServer server =
        new FileServer(
            call -> {
              call.exchange().sendResponseHeaders(200, huge);
              call.exchange().getResponseBody().write(CONTENT, 0, 10_000);
            })) {
      assertThatThrownBy(() -> fetch(file(server, huge, null)))
          .isInstanceOfSatisfying(
              BenchException.class, full -> assertThat(full.exitCode()).isEqualTo(ExitCode.FAILURE))
          .hasMessageContaining("DiskFull")
          .hasMessageContaining("1,048,576.0 GiB");
    }
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String address : List.of("ftp://x/y", "file:///etc/passwd", "w.pth", "https:///x")) {
      RemoteFile file = new RemoteFile(java.net.URI.create(address), target(), null, null);
      assertThat(refusal(file)).hasMessageContaining("FetchAddress").hasMessageContaining(address);
    }
  }

  @Test
  void anUnreachableServerIsASentence() {
    FileServer server = new FileServer(call -> call.status(200));
    RemoteFile file = file(server);
    server.close();
    assertThat(refusal(file)).hasMessageContaining("FetchFailed").hasMessageContaining("proxy");
  }
}
