package org.eobench.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** An attempt to download the missing bytes. */
final class Download {
  private static final List<Integer> PASSING = List.of(408, 425, 429, 500, 502, 503, 504);

  private final HttpClient client;
  private final Patience patience;
  private final RemoteFile file;
  private final FetchProblems problems;

  Download(HttpClient client, Patience patience, RemoteFile file) {
    this.client = client;
    this.patience = patience;
    this.file = file;
    this.problems = new FetchProblems(file);
  }

  /** Receives the progress of an attempt. */
  interface Listener {
    /**
     * The response begins.
     *
     * @param from number of existing bytes; 0 if the download restarts
     * @param total length of the file, or -1 if unknown
     */
    void begins(long from, long total);

    /** The number of bytes so far. */
    void reached(long bytes);
  }

  /**
   * Appends to the partial file until the response ends.
   *
   * @throws CutOff when it ends early but another attempt may help
   * @throws BenchException when another attempt would not help
   */
  void attempt(PartFile part, Listener listener) throws CutOff {
    HttpResponse<InputStream> response = open(part);
    // Closing before the end drops the connection, which is right after an error.
    try (InputStream body = response.body();
        StallGuard guard = new StallGuard(body, patience.stall())) {
      Answer answer = new Answer(response);
      switch (answer.status()) {
        case 200 -> whole(answer, guard, part, listener);
        case 206 -> rest(answer, guard, part, listener);
        case 416 -> beyond(answer, part);
        default -> failed(answer);
      }
    } catch (IOException failure) {
      throw cut(failure);
    }
  }

  private HttpResponse<InputStream> open(PartFile part) throws CutOff {
    URI address = file.address();
    for (int i = 0; i <= Redirects.MOST; i++) {
      HttpResponse<InputStream> response = send(request(address, part));
      if (!Redirects.is(response.statusCode())) {
        return response;
      }
      close(response.body());
      try {
        address = Redirects.follow(address, response.headers().firstValue("Location"));
      } catch (IllegalArgumentException refused) {
        throw problems.redirect(String.valueOf(refused.getMessage()));
      }
    }
    throw problems.redirect(
        String.format(Locale.ROOT, "the server redirects more than %d times", Redirects.MOST));
  }

  private HttpRequest request(URI address, PartFile part) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience.connect())
            .header("User-Agent", "eo-bench")
            .header("Accept-Encoding", "identity");
    PartSource source = part.source();
    if (source != null && source.address().equals(file.address().toString())) {
      // Without a validator, continue only if a checksum can detect a changed file.
      if (!source.validator().isEmpty()) {
        request.header("If-Range", source.validator());
        request.header("Range", "bytes=" + part.size() + "-");
      } else if (file.sha256() != null) {
        request.header("Range", "bytes=" + part.size() + "-");
      }
    }
    return request.build();
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws CutOff {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException failure) {
      throw cut(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException(
          ExitCode.INTERRUPTED, Problem.of("Interrupted", "stopped during the download"));
    }
  }

  private static CutOff cut(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return new CutOff("the server name cannot be resolved", 0, failure);
      }
    }
    if (failure instanceof ConnectException && failure.getMessage() == null) {
      return new CutOff("cannot connect to the server", 0, failure);
    }
    String said = failure.getMessage() == null ? "" : ": " + failure.getMessage();
    return new CutOff(failure.getClass().getSimpleName() + said, 0, failure);
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure); // closing an unread response does no I/O
    }
  }

  private void whole(Answer answer, StallGuard body, PartFile part, Listener listener)
      throws CutOff, IOException {
    long total = answer.length();
    // Checked before the earlier bytes are discarded.
    byte[] start = start(answer, body);
    requireSize(total, answer);
    part.restart(new PartSource(file.address().toString(), answer.validator(), total));
    listener.begins(0, total);
    part.append(start, start.length);
    copy(body, part, listener::reached, total);
  }

  private void rest(Answer answer, StallGuard body, PartFile part, Listener listener)
      throws CutOff, IOException {
    PartSource source = part.source();
    Answer.Span span = answer.span();
    boolean fits =
        source != null
            && span != null
            && span.first() == part.size()
            && (source.total() < 0 || span.total() == source.total())
            && (source.validator().isEmpty()
                || answer.validator().isEmpty()
                || source.validator().equals(answer.validator()));
    if (!fits) {
      part.discardBytes();
      throw new CutOff("the file changed during the download");
    }
    long total = span == null ? -1 : span.total();
    requireSize(total, answer);
    listener.begins(part.size(), total);
    copy(body, part, listener::reached, total);
  }

  /**
   * Handles a partial file that already has as many bytes as the file (complete) or more (wrong).
   */
  private void beyond(Answer answer, PartFile part) throws CutOff {
    PartSource source = part.source();
    boolean whole =
        answer.unsatisfiedTotal() == part.size()
            && (source == null || source.total() < 0 || source.total() == part.size());
    if (!whole) {
      part.discardBytes();
      throw new CutOff("the server has no bytes beyond those received");
    }
  }

  private void failed(Answer answer) throws CutOff {
    if (PASSING.contains(answer.status())) {
      throw new CutOff("the server answers HTTP " + answer.status(), answer.retryAfter());
    }
    throw problems.status(answer.status());
  }

  /**
   * Reads the first bytes. A web page is reported as such, although its length would also be wrong.
   */
  private byte[] start(Answer answer, StallGuard body) throws IOException {
    byte[] start = new byte[WebPage.LOOKED_AT];
    int filled = 0;
    try {
      int got = body.read(start, 0, start.length);
      while (got > 0) {
        filled += got;
        got = body.read(start, filled, start.length - filled);
      }
    } catch (IOException cut) {
      if (filled == 0) {
        throw cut;
      } // otherwise the next read reports it again, after these bytes are stored
    }
    start = Arrays.copyOf(start, filled);
    if (WebPage.is(answer.contentType(), start)) {
      throw problems.webPage(WebPage.title(start));
    }
    if (WebPage.isLfsPointer(start)) {
      throw problems.lfsPointer();
    }
    return start;
  }

  private void requireSize(long total, Answer answer) {
    if (!answer.encoding().isEmpty()) {
      throw problems.encoded(answer.encoding());
    }
    if (file.size() != null && total >= 0 && total != file.size()) {
      throw problems.length(total);
    }
  }

  private void copy(StallGuard body, PartFile part, LongConsumer reached, long announced)
      throws CutOff, IOException {
    long total = announced < 0 && file.size() != null ? file.size() : announced;
    byte[] buffer = new byte[1 << 16];
    long size = part.size();
    requireNoMore(size);
    for (int got = body.read(buffer, 0, buffer.length);
        got >= 0;
        got = body.read(buffer, 0, buffer.length)) {
      part.append(buffer, got);
      size += got;
      requireNoMore(size);
      if (total >= 0 && size > total) {
        part.discardBytes();
        throw new CutOff(
            String.format(Locale.ROOT, "the server sent more than the announced %,d bytes", total));
      }
      reached.accept(size);
    }
    if (total >= 0 && size < total) {
      throw new CutOff(
          String.format(Locale.ROOT, "the connection ended after %,d of %,d bytes", size, total));
    }
  }

  /** Stops a response without a length, which could be endless. */
  private void requireNoMore(long size) {
    if (file.size() != null && size > file.size()) {
      throw problems.length(size);
    }
  }
}
