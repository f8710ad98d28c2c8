package org.eobench.core.logger.mlflow;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Where the MLflow server is, by the environment variables of MLflow's own clients.
 *
 * @param server address of the server, without credentials
 * @param experiment name of the experiment
 * @param authorization value of the HTTP header, or null; never shown
 */
record MlflowSettings(URI server, String experiment, @Nullable String authorization) {
  static final String DEFAULT_EXPERIMENT = "EO Bench";
  private static final String URI_VARIABLE = "MLFLOW_TRACKING_URI";

  /**
   * Reads the environment.
   *
   * @throws BenchException if it names no server that is reached over HTTP
   */
  static MlflowSettings of(Map<String, String> environment) {
    String text = environment.getOrDefault(URI_VARIABLE, "").strip();
    if (text.isEmpty()) {
      throw unusable(
          "logger=mlflow needs the address of a server, and " + URI_VARIABLE + " is not set");
    }
    URI server = parsed(text.replaceFirst("/+$", ""));
    String name = environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", "").strip();
    return new MlflowSettings(
        server, name.isEmpty() ? DEFAULT_EXPERIMENT : name, authorization(environment));
  }

  private static URI parsed(String text) {
    URI server;
    try {
      server = new URI(text);
    } catch (URISyntaxException malformed) {
      throw unusable(URI_VARIABLE + " is not an address: " + malformed.getReason());
    }
    if (!List.of("http", "https").contains(String.valueOf(server.getScheme()))
        || server.getHost() == null) {
      throw unusable(
          URI_VARIABLE
              + " names no server, only servers are supported: it begins with "
              + server.getScheme());
    }
    if (server.getUserInfo() != null) {
      throw unusable(
          URI_VARIABLE
              + " contains a user or password; give them as MLFLOW_TRACKING_USERNAME and"
              + " MLFLOW_TRACKING_PASSWORD");
    }
    return server;
  }

  private static @Nullable String authorization(Map<String, String> environment) {
    String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "").strip();
    if (!token.isEmpty()) {
      return "Bearer " + token;
    }
    String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
    String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
    return user.isEmpty()
        ? null
        : "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static BenchException unusable(String what) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("NoTrackingServer", what)
            .at("logger")
            .expecting("an address such as http://localhost:5000 in " + URI_VARIABLE)
            .next("set the variable; without `logger=mlflow`, metrics.jsonl has the same values"));
  }
}
