package org.eobench.serve.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.serve.limit.Refusal;

/**
 * Problems as {@code application/problem+json} (RFC 9457). Beside the members of the standard it
 * has {@code code}, {@code where}, {@code expected} and {@code next} of a {@link Problem}, and
 * {@code problems} with all of them if there are several. A failure of the service says nothing of
 * its inside; that is in the log.
 */
final class ProblemAnswer {
  static final String TYPE = "application/problem+json";

  private ProblemAnswer() {}

  /** The answer to a request that failed. */
  static Answer of(BenchException failure) {
    if (failure instanceof Refusal refusal) {
      Answer answer = of(refusal.status(), refusal.problems().get(0));
      return refusal.retryAfter() > 0
          ? answer.with("Retry-After", String.valueOf(refusal.retryAfter()))
          : answer;
    }
    int status = failure.exitCode() == ExitCode.FAILURE ? Refusal.FAILURE : Refusal.UNFIT;
    ObjectNode json = json(status, failure.problems().get(0));
    if (failure.problems().size() > 1) {
      ArrayNode all = json.putArray("problems");
      failure.problems().forEach(problem -> all.add(parts(problem)));
    }
    return answer(status, json);
  }

  static Answer of(int status, Problem problem) {
    return answer(status, json(status, problem));
  }

  /** A bug, or a machine without memory or disk. */
  static Answer ofFault() {
    return of(
        Refusal.FAILURE,
        Problem.of("Unexpected", "the service failed to answer this request")
            .next("the log of the service says more"));
  }

  private static Answer answer(int status, ObjectNode json) {
    return new Answer(status, TYPE, json.toString().getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static ObjectNode json(int status, Problem problem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "about:blank");
    json.put("title", HttpStatus.getMessage(status));
    json.put("status", status);
    json.put("detail", problem.what());
    json.setAll(parts(problem));
    return json;
  }

  private static ObjectNode parts(Problem problem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", problem.id());
    json.put("detail", problem.what());
    put(json, "where", problem.where());
    put(json, "expected", problem.expected());
    put(json, "next", problem.next());
    return json;
  }

  private static void put(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }
}
