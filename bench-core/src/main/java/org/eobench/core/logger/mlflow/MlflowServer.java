package org.eobench.core.logger.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The requests of the REST API of MLflow that a run needs. */
final class MlflowServer {
  private static final String API = "/api/2.0/mlflow/";
  private static final int TOO_MANY = 429;
  private static final int TIMEOUT = 408;
  private static final int SERVER_ERRORS = 500;
  private static final int MOST_ERROR_TEXT = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MlflowSettings settings;
  private final Duration patience;
  private final HttpClient client;

  /** A value that was measured. */
  record Value(String key, double value, long timestamp, long step) {}

  /**
   * @param patience how long a request may take
   */
  MlflowServer(MlflowSettings settings, Duration patience) {
    this.settings = settings;
    this.patience = patience;
    client =
        HttpClient.newBuilder()
            // A redirect could lead the token to another server.
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /** The id of the experiment, which is created if there is none of this name. */
  String experiment() throws MlflowFailure {
    String query =
        "experiments/get-by-name?experiment_name="
            + URLEncoder.encode(settings.experiment(), StandardCharsets.UTF_8);
    HttpResponse<String> found = send(request(query).GET().build());
    if (found.statusCode() != 404) {
      JsonNode experiment = answer(found).path("experiment");
      if (experiment.path("lifecycle_stage").asText().equals("deleted")) {
        throw new MlflowFailure("the experiment " + settings.experiment() + " is deleted", false);
      }
      return id(experiment, "experiment_id");
    }
    ObjectNode body = JSON.createObjectNode().put("name", settings.experiment());
    try {
      return id(post("experiments/create", body), "experiment_id");
    } catch (MlflowFailure taken) {
      // Another run created it in between.
      return id(answer(send(request(query).GET().build())).path("experiment"), "experiment_id");
    }
  }

  /** Creates a run and returns its id. */
  String createRun(String experiment, String name, Map<String, String> tags, long start)
      throws MlflowFailure {
    ObjectNode body =
        JSON.createObjectNode()
            .put("experiment_id", experiment)
            .put("run_name", name)
            .put("start_time", start);
    pairs(body.putArray("tags"), tags);
    return id(post("runs/create", body).path("run").path("info"), "run_id");
  }

  /** The last step of each value that a run has. */
  Map<String, Long> lastSteps(String run) throws MlflowFailure {
    String query = "runs/get?run_id=" + URLEncoder.encode(run, StandardCharsets.UTF_8);
    JsonNode data = answer(send(request(query).GET().build())).path("run").path("data");
    Map<String, Long> steps = new HashMap<>();
    for (JsonNode metric : data.path("metrics")) {
      steps.put(metric.path("key").asText(), metric.path("step").asLong());
    }
    return steps;
  }

  /** Logs at most 1000 values, or at most 100 parameters. */
  void log(String run, List<Value> values, Map<String, String> parameters) throws MlflowFailure {
    ObjectNode body = JSON.createObjectNode().put("run_id", run);
    ArrayNode metrics = body.putArray("metrics");
    for (Value value : values) {
      metrics
          .addObject()
          .put("key", value.key())
          .put("value", value.value())
          .put("timestamp", value.timestamp())
          .put("step", value.step());
    }
    pairs(body.putArray("params"), parameters);
    post("runs/log-batch", body);
  }

  /**
   * Sets the status of a run.
   *
   * @param status {@code RUNNING}, {@code FINISHED}, {@code FAILED} or {@code KILLED}
   * @param end milliseconds since 1970, or 0 while it runs
   */
  void status(String run, String status, long end) throws MlflowFailure {
    ObjectNode body = JSON.createObjectNode().put("run_id", run).put("status", status);
    if (end > 0) {
      body.put("end_time", end);
    }
    post("runs/update", body);
  }

  private static void pairs(ArrayNode list, Map<String, String> pairs) {
    pairs.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
  }

  private static String id(JsonNode holder, String name) throws MlflowFailure {
    String id = holder.path(name).asText();
    if (id.isEmpty()) {
      throw new MlflowFailure("the server's answer has no " + name + ": is it MLflow?", false);
    }
    return id;
  }

  private JsonNode post(String path, ObjectNode body) throws MlflowFailure {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return answer(send(request));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.server() + API + path)).timeout(patience);
    String authorization = settings.authorization();
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  private HttpResponse<String> send(HttpRequest request) throws MlflowFailure {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      String why =
          failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
      throw new MlflowFailure("the server cannot be reached: " + why, true);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new MlflowFailure("sending was interrupted", false);
    }
  }

  private static JsonNode answer(HttpResponse<String> response) throws MlflowFailure {
    int status = response.statusCode();
    if (status != 200) {
      boolean passing = status >= SERVER_ERRORS || status == TOO_MANY || status == TIMEOUT;
      throw new MlflowFailure("the server answers " + status + reason(response.body()), passing);
    }
    try {
      JsonNode answer = JSON.readTree(response.body());
      return answer == null ? JSON.createObjectNode() : answer;
    } catch (JsonProcessingException foreign) {
      throw new MlflowFailure("the server's answer is no JSON: is it MLflow?", false);
    }
  }

  private static String reason(String body) {
    try {
      String message = JSON.readTree(body).path("message").asText();
      return message.isEmpty()
          ? ""
          : " (" + message.substring(0, Math.min(MOST_ERROR_TEXT, message.length())) + ")";
    } catch (JsonProcessingException foreign) {
      return "";
    }
  }
}
