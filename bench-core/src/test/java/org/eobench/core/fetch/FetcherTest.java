package org.eobench.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A published file arrives whole, whatever happens on the way. */
class FetcherTest extends FetchTrial {
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

  @Test
  void aLaterProcessGoesOnWithThePartOfAnEarlierOne() throws IOException {
    try (FileServer server =
        new FileServer(
            call -> call.part(CONTENT, TAG, call.number() < 4 ? 900_000 : CONTENT.length))) {
      BenchException first = refusal(file(server));
      assertThat(first)
          .hasMessageContaining("4 attempts failed")
          .hasMessageContaining("bytes are downloaded and kept");
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
      assertThat(lines).anyMatch(line -> line.contains("starting again from the beginning"));
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
                    String.format(
                        Locale.ROOT, "bytes %d-%d/%d", from, CONTENT.length - 1, CONTENT.length));
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
      new Fetcher(WAKEFUL, new Lines()).fetch(file(server), false);
      over.countDown();
      assertWhole();
      assertThat(lines).anyMatch(line -> line.contains("no bytes arrived for"));
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

  @Test
  void leavesARightFileAlone() throws IOException {
    Files.createDirectories(target().getParent());
    Files.write(target(), CONTENT);
    try (FileServer server = new FileServer(call -> call.status(500))) {
      fetch(file(server));
      fetch(file(server), true);
      assertWhole();
      assertThat(server.ranges()).isEmpty();
      assertThat(lines).allMatch(line -> line.contains("already exists"));
    }
  }

  @Test
  void saysWhenNothingVouchesForTheBytes() throws IOException {
    try (FileServer server = new FileServer(call -> call.file(CONTENT, TAG))) {
      fetch(file(server, null, null));
      assertWhole();
      assertThat(lines).last().asString().contains("cannot be verified");
      fetch(file(server, null, null));
      assertThat(lines).last().asString().contains("no published checksum");
      assertThat(server.ranges()).hasSize(1);
    }
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
}
