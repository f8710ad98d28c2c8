package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fetch weights} as a user calls it, against a server on this machine. */
class FetchIT {
  private static final int PIECE = 1 << 16;

  @TempDir private Path temporary;
  private Path folder;
  private HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final byte[] content = new byte[4_000_000];
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private volatile long pauseMillis;

  @BeforeEach
  void serve() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work"));
    new Random(8).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/w.pth", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
    ranges.add(range);
    int from = range.startsWith("bytes=") ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
    exchange.getResponseHeaders().set("ETag", "\"one\"");
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              String.format(
                  Locale.ROOT, "bytes %d-%d/%d", from, content.length - 1, content.length));
    }
    try (exchange) {
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
      OutputStream out = exchange.getResponseBody();
      for (int at = from; at < content.length; at += PIECE) {
        out.write(content, at, Math.min(PIECE, content.length - at));
        out.flush();
        Thread.sleep(pauseMillis);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> fetch(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "fetch",
                "weights",
                "dofa",
                String.format(
                    Locale.ROOT,
                    "encoder.download_url=http://127.0.0.1:%d/w.pth",
                    server.getAddress().getPort()),
                "encoder.encoder_weights=models/w.pth",
                "encoder.card.size=" + content.length,
                "encoder.card.sha256=null"));
    words.addAll(List.of(more));
    return words;
  }

  private Path target() {
    return folder.resolve("models/w.pth");
  }

  @Test
  void fetchesWithoutLoadingANativeLibrary() throws IOException {
    Path classes = temporary.resolve("classes.txt");
    BenchProcess.Result result =
        BenchProcess.in(folder).java("-Xlog:class+load:file=" + classes).run(fetch()).succeeds();
    assertThat(target()).hasBinaryContent(content);
    assertThat(result.out() + result.err())
        .contains("downloading w.pth from", "100 %", "SHA-256", "cannot be verified");
    assertThat(Files.readString(classes))
        .contains("org.eobench.core.fetch.Fetcher")
        .doesNotContain("ai.djl.", "com.google.inject.", "tech.tablesaw.");
    BenchProcess.in(folder).run(fetch()).succeeds();
    assertThat(ranges).hasSize(1);
  }

  @Test
  void refusesAWrongChecksum() {
    BenchProcess.in(folder)
        .run(fetch("encoder.card.sha256=" + "0".repeat(64)))
        .failsWith(ExitCode.WEIGHTS, "[Bench/OtherFile]", "0".repeat(64), "it was removed");
    assertThat(target()).doesNotExist();
  }

  @Test
  void namesTheEncodersAndWhatCannotBeFetched() {
    BenchProcess.in(folder)
        .run("fetch", "weights", "dofaa")
        .failsWith(ExitCode.USAGE, "there is no encoder dofaa", "did you mean dofa");
    BenchProcess.in(folder)
        .run("fetch", "weights", "dofa_tiny")
        .failsWith(ExitCode.WEIGHTS, "dofa_tiny has no published weights");
    BenchProcess.in(folder)
        .run("fetch", "weights", "dofa", "encoder.download_url=null")
        .failsWith(ExitCode.WEIGHTS, "[Bench/NoAddress]", "arXiv:2403.15356", "DOFA_ViT_base");
  }

  @Test
  void aKilledProcessLeavesAPartThatTheNextOneFinishes() throws Exception {
    pauseMillis = 50;
    BenchProcess.Running running = BenchProcess.in(folder).start(fetch());
    Path part = folder.resolve("models/w.pth.part");
    for (int i = 0; i < 600 && !(Files.exists(part) && Files.size(part) > 500_000); i++) {
      Thread.sleep(50);
    }
    running.process().destroyForcibly().waitFor();
    assertThat(target()).doesNotExist();
    long kept = Files.size(part);
    assertThat(kept).isBetween(500_000L, content.length - 1L);
    pauseMillis = 0;
    BenchProcess.in(folder).run(fetch()).succeeds();
    assertThat(target()).hasBinaryContent(content);
    assertThat(part).doesNotExist();
    assertThat(ranges).containsExactly("null", "bytes=" + kept + "-");
  }

  @Test
  void twoProcessesAtOnceFetchOnce() throws Exception {
    pauseMillis = 40;
    BenchProcess.Running first = BenchProcess.in(folder).start(fetch());
    BenchProcess.Running second = BenchProcess.in(folder).start(fetch());
    BenchProcess.Result one = first.await().succeeds();
    BenchProcess.Result two = second.await().succeeds();
    assertThat(target()).hasBinaryContent(content);
    assertThat(ranges).hasSize(1);
    assertThat(one.out() + one.err() + two.out() + two.err())
        .contains("waiting for another process that is downloading w.pth", "already exists");
  }

  @Test
  void aRunNamesTheCommandThatFetchesItsWeights() {
    BenchProcess.in(folder)
        .run("encoder=dofa", "decoder=seg_upernet", "dataset=quickstart")
        .failsWith(ExitCode.WEIGHTS, "`java -jar bench.jar fetch weights dofa`");
  }
}
