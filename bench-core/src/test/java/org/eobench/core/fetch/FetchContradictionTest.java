package org.eobench.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

/** Servers that send a large piece, cut, and are wrong about the rest: they are given up. */
class FetchContradictionTest extends FetchTrial {
  private static final int PIECE = 2_500_000;
  private static final int MOST_REQUESTS = 12;

  private void assertGivenUp(FileServer.Behaviour rest, String... texts) throws IOException {
    try (FileServer server =
        new FileServer(
            call -> {
              if (call.number() >= MOST_REQUESTS) {
                call.status(410); // ends a test that would go on for ever
              } else if (call.header("Range") == null) {
                call.part(CONTENT, TAG, PIECE);
              } else {
                rest.answer(call);
              }
            })) {
      BenchException refused = refusal(file(server));
      assertThat(refused).hasMessageContainingAll(texts);
      assertThat(server.ranges()).hasSizeLessThan(MOST_REQUESTS);
    }
  }

  @Test
  void givesUpWhenTheRestIsAlwaysOfAnotherRange() throws IOException {
    assertGivenUp(
        call -> {
          call.set("ETag", TAG);
          call.set("Content-Range", "bytes 17-2999999/3000000");
          call.exchange().sendResponseHeaders(206, 100);
          call.exchange().getResponseBody().write(new byte[100]);
        },
        "[Bench/FetchContradicts]",
        "after at most 2.4 MiB",
        "in a browser");
  }

  @Test
  void givesUpWhenTheLengthIsAlwaysAnother() throws IOException {
    assertGivenUp(
        call -> {
          call.set("ETag", TAG);
          call.set("Content-Range", "bytes " + call.from() + "-3999999/4000000");
          call.exchange().sendResponseHeaders(206, 4_000_000 - call.from());
          // A connection that is cut at once can hide the header, on a busy machine.
          call.exchange().getResponseBody().write(new byte[4_000_000 - call.from()]);
        },
        "[Bench/FetchContradicts]");
  }

  @Test
  void givesUpWhenTheServerDeniesThatThereIsARest() throws IOException {
    assertGivenUp(
        call -> {
          call.set("Content-Range", "bytes */" + PIECE);
          call.status(416);
        },
        "[Bench/FetchContradicts]");
  }

  @Test
  void givesUpWhenEveryAnswerBeginsAtTheStartAndIsCut() throws IOException {
    assertGivenUp(
        call -> {
          call.set("ETag", TAG);
          call.exchange().sendResponseHeaders(200, CONTENT.length);
          call.exchange().getResponseBody().write(CONTENT, 0, PIECE);
          call.exchange().getResponseBody().flush();
          call.letRead();
        },
        "[Bench/FetchFailed]",
        "4 attempts failed in a row");
  }

  @Test
  void oneWrongAnswerIsForgiven() throws IOException {
    try (FileServer server =
        new FileServer(
            call -> {
              switch (call.number()) {
                case 0, 2 -> call.part(CONTENT, TAG, PIECE);
                case 1 -> {
                  call.set("Content-Range", "bytes 3-9/10");
                  call.exchange().sendResponseHeaders(206, 7);
                  call.exchange().getResponseBody().write(new byte[7]);
                }
                default -> call.file(CONTENT, TAG);
              }
            })) {
      fetch(file(server));
      assertWhole();
    }
  }
}
