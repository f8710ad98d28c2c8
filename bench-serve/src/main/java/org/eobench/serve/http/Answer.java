package org.eobench.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.serve.answer.AnswerFormat;

/**
 * The answer to a request.
 *
 * @param status HTTP status
 * @param type media type of the body
 * @param body the body
 * @param headers further header fields
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
  static final int OK = 200;

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer of(String type, byte[] body) {
    return new Answer(OK, type, body, Map.of());
  }

  static Answer json(JsonNode json) {
    return of(AnswerFormat.JSON.type(), json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The same answer with another header field. */
  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, type, body, more);
  }
}
