package org.eobench.core.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A web server on this machine that serves one file, well or as badly as a test wants. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

  /** What is done with a request, by its number from 0. */
  interface Behaviour {
    void answer(Call call) throws IOException;
  }

  FileServer(Behaviour behaviour) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          int number;
          synchronized (ranges) {
            number = ranges.size();
            ranges.add(String.valueOf(range));
          }
          try (exchange) {
            behaviour.answer(new Call(number, exchange));
          }
        });
    server.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The Range header of every request so far; "null" where there was none. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /**
   * A request.
   *
   * @param number how many came before it
   */
  record Call(int number, HttpExchange exchange) {

    String path() {
      return exchange.getRequestURI().getPath();
    }

    @Nullable String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    void set(String name, String value) {
      exchange.getResponseHeaders().set(name, value);
    }

    /** Bytes before the first one that is asked for. */
    int from() {
      String range = header("Range");
      return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    }

    /** Answers with everything, ranges refused. */
    void whole(byte[] content) throws IOException {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }

    /** Answers as a good server does: the range that is asked for, if it is of this file. */
    void file(byte[] content, String tag) throws IOException {
      part(content, tag, content.length);
    }

    /** As {@link #file}, with the connection cut before byte {@code end}. */
    void part(byte[] content, String tag, int end) throws IOException {
      set("ETag", tag);
      String condition = header("If-Range");
      int from = condition == null || condition.equals(tag) ? from() : 0;
      if (from > 0 && from >= content.length) {
        set("Content-Range", "bytes */" + content.length);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      if (from > 0) {
        set(
            "Content-Range",
            String.format(Locale.ROOT, "bytes %d-%d/%d", from, content.length - 1, content.length));
      }
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
      byte[] sent = Arrays.copyOfRange(content, from, Math.max(from, end));
      exchange.getResponseBody().write(sent);
      exchange.getResponseBody().flush();
    }

    /** Waits until the client has read what was sent: a cut that comes at once overtakes bytes. */
    void letRead() {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    void status(int status) throws IOException {
      exchange.sendResponseHeaders(status, -1);
    }

    void redirect(int status, String to) throws IOException {
      set("Location", to);
      exchange.sendResponseHeaders(status, -1);
    }

    void page(String html) throws IOException {
      byte[] bytes = html.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      set("Content-Type", "text/html; charset=utf-8");
      whole(bytes);
    }
  }
}
