package org.eobench.core.logger.mlflow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.JsonFiles;
import org.jspecify.annotations.Nullable;

/**
 * {@code mlflow.json} in the run directory: the run of the server, so that a resumed run goes on
 * there, and what could not be sent.
 *
 * @param trackingUri address of the server, without credentials
 * @param experimentId id of the experiment
 * @param runId id of the run
 * @param sent values of the last start that the server took
 * @param notSent values of the last start that it did not take
 * @param reason why, or null
 */
record MlflowFile(
    String trackingUri,
    String experimentId,
    String runId,
    long sent,
    long notSent,
    @Nullable String reason) {
  static final String NAME = "mlflow.json";

  private static final JsonMapper JSON = JsonFiles.mapper().build();

  /** The file of a run; empty if there is none that can be read. */
  static Optional<MlflowFile> read(Path directory) {
    try {
      return Optional.ofNullable(
              JSON.readValue(Files.readString(directory.resolve(NAME)), MlflowFile.class))
          .filter(file -> file.runId() != null && file.trackingUri() != null);
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  void write(Path directory) {
    AtomicFile.write(directory.resolve(NAME), out -> out.write(JSON.writeValueAsBytes(this)));
  }
}
