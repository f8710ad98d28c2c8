package org.eobench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.eobench.serve.limit.ServiceLimits;
import org.eobench.testing.NumpyFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the service does not do, and how it says so. */
@Timeout(60)
class RefusalsTest {
  private static final ServiceLimits SMALL = new ServiceLimits(20_000, 32 * 32, 2, 20);

  @TempDir Path folder;

  private byte[] image(int height, int width, int bands) {
    return Images.bytes(Images.write(folder.resolve("image.tif"), height, width, bands));
  }

  private static RunningService small() {
    return new RunningService(TinyModel.ofNothing(), SMALL, null);
  }

  private static JsonNode refused(HttpResponse<byte[]> answer, int status, String code) {
    JsonNode problem = RunningService.json(answer);
    assertThat(answer.statusCode()).as(problem.toString()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("detail").asText()).isNotEmpty();
    assertThat(problem.toString()).doesNotContain("\\tat ", "Exception", "eobench-serve");
    return problem;
  }

  @Test
  void aLongBodyIsRefusedWhetherItsLengthIsDeclaredOrNot() {
    byte[] body = Arrays.copyOf(image(8, 8, 2), 30_000);
    try (RunningService service = small()) {
      refused(service.send(service.post("/predict", body)), 413, "BodyTooLarge");
      var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
      refused(service.send(service.post("/predict", chunked)), 413, "BodyTooLarge");
      var fits = service.post("/predict", Arrays.copyOf(image(8, 8, 2), 19_999));
      assertThat(service.send(fits).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anImageOfManyPixelsIsRefusedByItsHeader() {
    try (RunningService service = small()) {
      JsonNode problem =
          refused(service.send(service.post("/predict", image(33, 32, 2))), 413, "TooManyPixels");
      assertThat(problem.get("expected").asText()).isEqualTo("at most 1024 pixels");
      assertThat(service.send(service.post("/predict", image(32, 32, 2))).statusCode())
          .isEqualTo(200);
      // Zeros compress well: 3 MB in an archive of some kB.
      Path npz =
          NumpyFixture.npz(
              folder.resolve("large.npz"),
              Map.of("optical", NumpyFixture.npy("<u2", new int[] {2, 900, 900}, i -> 0)));
      refused(service.send(service.post("/predict", Images.bytes(npz))), 413, "TooManyPixels");
    }
  }

  @Test
  void whatIsNoImageOfTheModelIsRefusedWithWhatItTakes() {
    try (RunningService service = small()) {
      byte[] text = "not an image".getBytes(StandardCharsets.UTF_8);
      refused(service.send(service.post("/predict", text)), 415, "UnknownFormat");
      refused(service.send(service.post("/predict", new byte[0])), 415, "UnknownFormat");
      JsonNode bands =
          refused(service.send(service.post("/predict", image(8, 8, 3))), 422, "BandCount");
      assertThat(bands.get("expected").asText()).contains("2 bands [B4, B8]");
      byte[] whole = image(32, 32, 2);
      byte[] cut = Arrays.copyOf(whole, whole.length / 2);
      JsonNode damaged =
          refused(service.send(service.post("/predict", cut)), 422, "UnreadableTiff");
      assertThat(damaged.get("where").asText()).startsWith("the body of the request");
      byte[] flat = NumpyFixture.npy("<f4", new int[] {4, 4}, i -> 1);
      refused(service.send(service.post("/predict", flat)), 422, "ArrayShape");
    }
  }

  @Test
  void requestsBeyondTheLimitAreToldWhenToComeAgain() throws InterruptedException {
    Semaphore running = new Semaphore(0);
    CountDownLatch go = new CountDownLatch(1);
    TinyModel waiting =
        new TinyModel(
            () -> {
              running.release();
              return go.await(30, TimeUnit.SECONDS);
            });
    byte[] body = image(8, 8, 2);
    try (RunningService service = new RunningService(waiting, SMALL, null)) {
      List<CompletableFuture<HttpResponse<byte[]>>> taken = new ArrayList<>();
      for (int i = 0; i < SMALL.requests(); i++) {
        taken.add(service.sendAsync(service.post("/predict", body)));
      }
      running.acquire();
      while (RunningService.json(service.get("/health")).get("busy").asInt() < SMALL.requests()) {
        Thread.sleep(5);
      }
      HttpResponse<byte[]> beyond = service.send(service.post("/predict", body));
      refused(beyond, 503, "TooManyRequests");
      assertThat(beyond.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
      assertThat(service.get("/run").statusCode()).as("what needs no model").isEqualTo(200);
      go.countDown();
      taken.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
      assertThat(service.send(service.post("/predict", body)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPredictionThatComesTooLateIsNotWaitedFor() {
    CountDownLatch go = new CountDownLatch(1);
    TinyModel slow = new TinyModel(() -> go.await(30, TimeUnit.SECONDS));
    ServiceLimits second = new ServiceLimits(20_000, 1024, 2, 1);
    byte[] body = image(8, 8, 2);
    try (RunningService service = new RunningService(slow, second, null)) {
      refused(service.send(service.post("/predict", body)), 503, "TooLate");
      go.countDown();
      assertThat(service.send(service.post("/predict", body)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void stoppingFinishesWhatRunsAndTakesNothingNew() throws InterruptedException {
    Semaphore running = new Semaphore(0);
    CountDownLatch go = new CountDownLatch(1);
    TinyModel waiting =
        new TinyModel(
            () -> {
              running.release();
              return go.await(30, TimeUnit.SECONDS);
            });
    RunningService service = new RunningService(waiting, SMALL, null);
    var answer = service.sendAsync(service.post("/predict", image(8, 8, 2)));
    running.acquire();
    Thread stopping = new Thread(service::stop);
    stopping.start();
    Assertions.assertThatThrownBy(
            () -> {
              while (service
                  .raw("GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n")
                  .contains("200")) {
                Thread.sleep(5);
              }
              throw new ConnectException("refused with 503");
            })
        .isInstanceOf(IOException.class);
    assertThat(answer).isNotDone();
    go.countDown();
    assertThat(answer.join().statusCode()).isEqualTo(200);
    stopping.join();
    service.close();
    assertThat(service.model().isAlive()).isFalse();
  }

  @Test
  void aFaultSaysNothingOfItsInside() {
    TinyModel broken =
        new TinyModel(
            () -> {
              throw new IllegalStateException("secret of the inside");
            });
    try (RunningService service = new RunningService(broken, SMALL, null)) {
      JsonNode problem =
          refused(service.send(service.post("/predict", image(8, 8, 2))), 500, "Unexpected");
      assertThat(problem.toString()).doesNotContain("secret");
    }
  }

  @Test
  void otherPathsAndMethodsAreRefused() {
    try (RunningService service = small()) {
      refused(service.get("/nothing"), 404, "UnknownPath");
      refused(service.get("/assets/secret.txt"), 404, "UnknownFile");
      refused(service.get("/scenes/0123456789abcdef/image.png"), 404, "NoScenes");
      HttpResponse<byte[]> method = service.send(service.to("/predict").DELETE());
      refused(method, 405, "UnknownMethod");
      assertThat(method.headers().firstValue("Allow")).hasValue("POST");
      var head = service.send(service.to("/run").method("HEAD", BodyPublishers.noBody()));
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void pagesOfOtherSitesAreKeptAway() throws IOException {
    try (RunningService service = small()) {
      assertThat(
              service.raw("GET /run HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 403")
          .contains("ForeignHost");
      var foreign = service.post("/predict", image(8, 8, 2)).header("Sec-Fetch-Site", "cross-site");
      refused(service.send(foreign), 403, "ForeignPage");
      var own = service.post("/predict", image(8, 8, 2)).header("Sec-Fetch-Site", "same-origin");
      assertThat(service.send(own).statusCode()).isEqualTo(200);
      var picture = service.to("/scenes/0123456789abcdef/image.png");
      refused(service.send(picture.header("Sec-Fetch-Site", "cross-site")), 403, "ForeignPage");
      var link = service.to("/").header("Sec-Fetch-Site", "cross-site");
      assertThat(service.send(link).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatTheServerItselfRefusesIsAProblemToo() throws IOException {
    try (RunningService service = small()) {
      String filler = "a".repeat(ServiceLimits.HEADER_BYTES);
      assertThat(
              service.raw(
                  "GET /run HTTP/1.1\r\nHost: localhost\r\nX-Filler: " + filler + "\r\n\r\n"))
          .startsWith("HTTP/1.1 431")
          .contains("HeaderTooLarge");
      assertThat(service.raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400").contains("BadRequest");
    }
  }
}
