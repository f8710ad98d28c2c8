package org.eobench.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.progress.ProgressSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FetcherTest {
  private static final Patience QUICK =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofMillis(400),
          4,
          Duration.ofMillis(5),
          Duration.ofMillis(20));
  private static final byte[] CONTENT = content(3_000_000, 1);
  private static final String TAG = "\"one\"";

  @TempDir Path folder;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  private static byte[] content(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Path target() {
    return folder.resolve("models/w.pth");
  }

  private RemoteFile file(FileServer server, @Nullable Long size, @Nullable String sha256) {
    return new RemoteFile(server.address("/w.pth"), target(), size, sha256);
  }

  private RemoteFile file(FileServer server) {
    return file(server, (long) CONTENT.length, sha256(CONTENT));
  }

  private void fetch(RemoteFile file) {
    fetch(file, false);
  }

  private void fetch(RemoteFile file, boolean replace) {
    new Fetcher(QUICK, new Lines()).fetch(file, replace);
  }

  private final class Lines implements ProgressSink {
    @Override
    public void line(String text) {
      lines.add(text);
    }

    @Override
    public Bar bar(String stage, long total) {
      return ProgressSink.silent().bar(stage, total);
    }
  }

  private void assertWhole() throws IOException {
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(names()).containsExactlyInAnyOrder("w.pth", ".fetch.lock");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(target().getParent())) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  private BenchException refusal(RemoteFile file) {
    try {
      fetch(file);
    } catch (BenchException refused) {
      assertThat(target()).doesNotExist();
      assertThat(refused.exitCode()).isEqualTo(ExitCode.WEIGHTS);
      return refused;
    }
    throw new AssertionError("the file was taken");
  }

  @Test
  void fetchesAFileThatIsAsPublished() throws IOException {
    try (FileServer server = new FileServer(call -> call.file(CONTENT, TAG))) {
      fetch(file(server));
      assertWhole();
      assertThat(server.ranges()).containsExactly("null");
      assertThat(lines).last().asString().contains(sha256(CONTENT), "as published");
    }
  }

  @Test
  void goesOnWhereAConnectionWasCut() throws IOException {
    try (FileServer server =
        new FileServer(
            call ->
                call.part(
                    CONTENT, TAG, Math.min(CONTENT.length, 1_000_000 * (call.number() + 1))))) {
      fetch(file(server));
      assertWhole();
      assertThat(server.ranges()).hasSizeGreaterThan(2).startsWith("null");
      // What was on its way when the connection was cut may be lost, no more.
      assertThat(begin(server, 1)).isBetween(1L, 1_000_000L);
      assertThat(begin(server, 2)).isBetween(begin(server, 1) + 1, 2_000_000L);
    }
  }

  private static long begin(FileServer server, int request) {
    return Long.parseLong(server.ranges().get(request).replaceAll("bytes=(\\d+)-", "$1"));
  }

  @Test
  void aLaterProcessGoesOnWithThePartOfAnEarlierOne() throws IOException {
    try (FileServer server =
        new FileServer(
            call -> call.part(CONTENT, TAG, call.number() < 4 ? 900_000 : CONTENT.length))) {
      BenchException first = refusal(file(server));
      assertThat(first)
          .hasMessageContaining("4 attempts failed")
          .hasMessageContaining("bytes came and are kept");
      assertThat(names()).contains("w.pth.part", "w.pth.part.from");
      long kept = Files.size(target().resolveSibling("w.pth.part"));
      assertThat(kept).isBetween(1L, 900_000L);
      fetch(file(server));
      assertWhole();
      assertThat(server.ranges()).endsWith("bytes=" + kept + "-");
    }
  }

  @Test
  void aPartWithoutItsOriginIsNotTrusted() throws IOException {
    Files.createDirectories(target().getParent());
    Files.write(target().resolveSibling("w.pth.part"), content(2000, 5));
    try (FileServer server = new FileServer(call -> call.file(CONTENT, TAG))) {
      fetch(file(server));
      assertWhole();
      assertThat(server.ranges()).containsExactly("null");
    }
  }

  @Test
  void beginsAnewWhenTheServerRefusesRanges() throws IOException {
    try (FileServer server =
        new FileServer(
            call -> {
              if (call.number() == 0) {
                call.part(CONTENT, TAG, 700_000);
              } else {
                call.set("ETag", TAG);
                call.whole(CONTENT);
              }
            })) {
      fetch(file(server));
      assertWhole();
      assertThat(lines).anyMatch(line -> line.contains("once more from the beginning"));
    }
  }

  @Test
  void beginsAnewWhenTheFileChangedMeanwhile() throws IOException {
    byte[] old = content(CONTENT.length, 2);
    try (FileServer server =
        new FileServer(
            call -> {
              if (call.number() == 0) {
                call.part(old, "\"old\"", 900_000);
              } else {
                call.file(CONTENT, TAG);
              }
            })) {
      fetch(file(server, null, null));
      assertWhole();
    }
  }

  /** Some servers ignore If-Range and send the rest of another file under its own tag. */
  @Test
  void beginsAnewWhenTheRestIsOfAnotherFile() throws IOException {
    byte[] old = content(CONTENT.length, 2);
    try (FileServer server =
        new FileServer(
            call -> {
              if (call.number() == 0) {
                call.part(old, "\"old\"", 900_000);
                return;
              }
              call.set("ETag", TAG);
              if (call.from() > 0) {
                int from = call.from();
                call.set(
                    "Content-Range",
                    "bytes %d-%d/%d".formatted(from, CONTENT.length - 1, CONTENT.length));
                call.exchange().sendResponseHeaders(206, CONTENT.length - from);
                call.exchange().getResponseBody().write(CONTENT, from, CONTENT.length - from);
              } else {
                call.whole(CONTENT);
              }
            })) {
      fetch(file(server, null, null));
      assertWhole();
      assertThat(server.ranges()).hasSize(3).startsWith("null").endsWith("null");
      assertThat(begin(server, 1)).isPositive();
    }
  }

  /** Two files under one tag: only the checksum can tell. */
  @Test
  void beginsAnewWhenAResumedFileHasTheWrongChecksum() throws IOException {
    byte[] old = content(CONTENT.length, 2);
    try (FileServer server =
        new FileServer(
            call -> {
              if (call.number() == 0) {
                call.part(old, TAG, 900_000);
              } else {
                call.file(CONTENT, TAG);
              }
            })) {
      Patience once =
          new Patience(QUICK.connect(), QUICK.stall(), 1, QUICK.pause(), QUICK.longestPause());
      assertThatThrownBy(() -> new Fetcher(once, new Lines()).fetch(file(server), false))
          .isInstanceOf(BenchException.class);
      fetch(file(server));
      assertWhole();
      assertThat(server.ranges()).hasSize(3).startsWith("null").endsWith("null");
      assertThat(begin(server, 1)).isPositive();
    }
  }

  @Test
  void takesAPartThatWasWholeAlready() throws IOException {
    Files.createDirectories(target().getParent());
    try (FileServer server = new FileServer(call -> call.file(CONTENT, TAG))) {
      Files.write(target().resolveSibling("w.pth.part"), CONTENT);
      PartSource source = new PartSource(server.address("/w.pth").toString(), TAG, CONTENT.length);
      Files.writeString(target().resolveSibling("w.pth.part.from"), source.text());
      fetch(file(server));
      assertWhole();
      assertThat(server.ranges()).containsExactly("bytes=3000000-");
    }
  }

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
  void takesAnAnswerWithoutALength() throws IOException {
    try (FileServer server =
        new FileServer(
            call -> {
              call.exchange().sendResponseHeaders(200, 0);
              call.exchange().getResponseBody().write(CONTENT);
            })) {
      fetch(file(server));
      assertWhole();
    }
  }

  @Test
  void wakesUpWhenNothingComesAnyMore() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (FileServer server =
        new FileServer(
            call -> {
              if (call.number() == 0) {
                call.part(CONTENT, TAG, 100_000);
                await(over);
              } else {
                call.file(CONTENT, TAG);
              }
            })) {
      fetch(file(server));
      over.countDown();
      assertWhole();
      assertThat(lines).anyMatch(line -> line.contains("nothing came for"));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhenTheServerIsInTrouble(int status) throws IOException {
    try (FileServer server =
        new FileServer(
            call -> {
              if (call.number() < 2) {
                call.set("Retry-After", "1");
                call.status(status);
              } else {
                call.file(CONTENT, TAG);
              }
            })) {
      fetch(file(server));
      assertWhole();
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

  @Test
  void followsRedirections() throws IOException {
    try (FileServer server =
        new FileServer(
            call -> {
              switch (call.path()) {
                case "/w.pth" -> call.redirect(302, "/two?signature=a b");
                case "/two" -> call.redirect(307, "three/../files/four");
                default -> call.part(CONTENT, TAG, call.from() > 0 ? CONTENT.length : 900_000);
              }
            })) {
      fetch(file(server));
      assertWhole();
      assertThat(server.ranges()).hasSize(6);
      assertThat(begin(server, 3)).isEqualTo(begin(server, 5)).isPositive();
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
  void leavesARightFileAlone() throws IOException {
    Files.createDirectories(target().getParent());
    Files.write(target(), CONTENT);
    try (FileServer server = new FileServer(call -> call.status(500))) {
      fetch(file(server));
      fetch(file(server), true);
      assertWhole();
      assertThat(server.ranges()).isEmpty();
      assertThat(lines).allMatch(line -> line.contains("there already"));
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
          .hasMessageContaining("another file lies there")
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
  void saysWhenNothingVouchesForTheBytes() throws IOException {
    try (FileServer server = new FileServer(call -> call.file(CONTENT, TAG))) {
      fetch(file(server, null, null));
      assertWhole();
      assertThat(lines).last().asString().contains("nothing vouches");
      fetch(file(server, null, null));
      assertThat(lines).last().asString().contains("no checksum is published");
      assertThat(server.ranges()).hasSize(1);
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
          .hasMessageContaining("1,073,741,824.0 MiB");
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

  @Test
  void threadsThatWantTheSameFileGetItOneAfterTheOther() throws Exception {
    try (FileServer server =
        new FileServer(
            call -> {
              call.set("ETag", TAG);
              call.exchange().sendResponseHeaders(200, CONTENT.length);
              for (int at = 0; at < CONTENT.length; at += 300_000) {
                byte[] some = Arrays.copyOfRange(CONTENT, at, at + 300_000);
                call.exchange().getResponseBody().write(some);
                await(new CountDownLatch(1), 20);
              }
            })) {
      Fetcher fetcher = new Fetcher(QUICK, new Lines());
      List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Thread thread = new Thread(() -> fetcher.fetch(file(server), false));
        thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      assertWhole();
      assertThat(server.ranges()).hasSize(1);
    }
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
