package org.eobench.core.fetch;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of a response. Malformed headers count as absent. */
final class Answer {
  private static final Pattern SPAN =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");
  private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/([0-9]{1,18})");

  private final HttpResponse<?> response;

  Answer(HttpResponse<?> response) {
    this.response = response;
  }

  /**
   * The byte range of a partial response.
   *
   * @param first index of the first byte, from 0
   * @param total length of the file, or -1 if unknown
   */
  record Span(long first, long total) {}

  int status() {
    return response.statusCode();
  }

  private String header(String name) {
    return response.headers().firstValue(name).orElse("").strip();
  }

  String contentType() {
    return header("Content-Type");
  }

  /** The content encoding; empty if there is none. */
  String encoding() {
    String encoding = header("Content-Encoding");
    return encoding.equalsIgnoreCase("identity") ? "" : encoding;
  }

  /** The length of the response, or -1. */
  long length() {
    String text = header("Content-Length");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  /**
   * The validator for {@code If-Range}: a strong entity tag, or else the date of the last change.
   */
  String validator() {
    String tag = header("ETag");
    return tag.startsWith("\"") ? tag : header("Last-Modified");
  }

  @Nullable Span span() {
    Matcher range = SPAN.matcher(header("Content-Range"));
    if (!range.matches()) {
      return null;
    }
    String total = range.group(3);
    return new Span(Long.parseLong(range.group(1)), total.equals("*") ? -1 : Long.parseLong(total));
  }

  /** The file length in a 416 response, or -1. */
  long unsatisfiedTotal() {
    Matcher range = UNSATISFIED.matcher(header("Content-Range"));
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }

  /** The seconds of {@code Retry-After}, or 0; dates are ignored. */
  long retryAfter() {
    String text = header("Retry-After");
    return text.matches("[0-9]{1,6}") ? Long.parseLong(text) : 0;
  }
}
