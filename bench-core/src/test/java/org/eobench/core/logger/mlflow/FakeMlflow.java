package org.eobench.core.logger.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A server that answers the requests of MLflow's REST API that a run makes, by its rules. */
final class FakeMlflow implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_\\-./ ]{1,250}");
  private static final Set<String> STATUS =
      Set.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");

  private final HttpServer server;
  private final Map<String, String> experiments = new LinkedHashMap<>();
  final List<String> broken = new ArrayList<>();
  final Map<String, String> parameters = new LinkedHashMap<>();
  final Map<String, List<Long>> steps = new LinkedHashMap<>();
  final Map<String, Double> last = new LinkedHashMap<>();
  final List<String> statuses = new ArrayList<>();
  final Set<String> authorizations = new HashSet<>();
  final AtomicInteger runs = new AtomicInteger();
  final AtomicInteger batches = new AtomicInteger();

  /** Answers 503 to so many requests. */
  final AtomicInteger failing = new AtomicInteger();

  /** Refuses values of this key for good. */
  volatile String refused = "";

  FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      synchronized (this) {
        authorizations.add(String.valueOf(given));
        Answer answer =
            failing.getAndDecrement() > 0 ? new Answer(503, "busy") : answer(exchange, body);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private record Answer(int status, String body) {}

  private Answer answer(HttpExchange exchange, String body) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    JsonNode asked = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    return switch (call.replace("/api/2.0/mlflow/", "")) {
      case "GET experiments/get-by-name" -> experiment(query(exchange, "experiment_name"));
      case "POST experiments/create" -> created(asked.path("name").asText());
      case "POST runs/create" -> run(asked);
      case "GET runs/get" -> state();
      case "POST runs/log-batch" -> batch(asked, body.length());
      case "POST runs/update" -> updated(asked);
      default -> wrong("no such endpoint: " + call);
    };
  }

  private static String query(HttpExchange exchange, String name) {
    String query = exchange.getRequestURI().getRawQuery();
    return URLDecoder.decode(query.substring(name.length() + 1), StandardCharsets.UTF_8);
  }

  private Answer experiment(String name) {
    String id = experiments.get(name);
    return id == null
        ? new Answer(404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"none\"}")
        : new Answer(
            200,
            "{\"experiment\":{\"experiment_id\":\"" + id + "\",\"lifecycle_stage\":\"active\"}}");
  }

  private Answer created(String name) {
    String id = String.valueOf(7 + experiments.size());
    experiments.put(name, id);
    return new Answer(200, "{\"experiment_id\":\"" + id + "\"}");
  }

  private Answer run(JsonNode asked) {
    if (!experiments.containsValue(asked.path("experiment_id").asText())
        || !asked.path("start_time").isIntegralNumber()) {
      return wrong("runs/create without experiment or time: " + asked);
    }
    return new Answer(200, "{\"run\":{\"info\":{\"run_id\":\"r" + runs.incrementAndGet() + "\"}}}");
  }

  private Answer state() {
    List<String> metrics = new ArrayList<>();
    steps.forEach(
        (key, of) ->
            metrics.add("{\"key\":\"" + key + "\",\"step\":" + of.get(of.size() - 1) + "}"));
    return new Answer(
        200, "{\"run\":{\"data\":{\"metrics\":[" + String.join(",", metrics) + "]}}}");
  }

  private Answer batch(JsonNode asked, int length) {
    batches.incrementAndGet();
    JsonNode metrics = asked.path("metrics");
    JsonNode given = asked.path("params");
    if (metrics.size() > 1000
        || given.size() > 100
        || metrics.size() + given.size() > 1000
        || length > 1 << 20
        || !asked.path("run_id").asText().startsWith("r")) {
      return wrong("a batch of " + metrics.size() + " metrics, " + given.size() + " parameters");
    }
    for (JsonNode metric : metrics) {
      String key = metric.path("key").asText();
      if (!KEY.matcher(key).matches()
          || !metric.path("value").isNumber()
          || !metric.path("timestamp").isIntegralNumber()
          || !metric.path("step").isIntegralNumber()) {
        return wrong("a metric " + metric);
      }
      if (key.equals(refused)) {
        return new Answer(400, "{\"error_code\":\"BAD_REQUEST\",\"message\":\"not this one\"}");
      }
    }
    for (JsonNode metric : metrics) {
      String key = metric.path("key").asText();
      steps.computeIfAbsent(key, any -> new ArrayList<>()).add(metric.path("step").asLong());
      last.put(key, metric.path("value").asDouble());
    }
    for (JsonNode parameter : given) {
      String key = parameter.path("key").asText();
      String value = parameter.path("value").asText();
      if (!KEY.matcher(key).matches() || value.length() > 6000) {
        return wrong("a parameter " + key);
      }
      if (parameters.containsKey(key)) {
        return wrong("the parameter " + key + " again");
      }
      parameters.put(key, value);
    }
    return new Answer(200, "{}");
  }

  private Answer updated(JsonNode asked) {
    String status = asked.path("status").asText();
    if (!STATUS.contains(status)) {
      return wrong("the status " + status);
    }
    statuses.add(status);
    return new Answer(200, "{}");
  }

  private Answer wrong(String what) {
    broken.add(what);
    return new Answer(
        400,
        "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\""
            + what.replace('"', '\'')
            + "\"}");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
