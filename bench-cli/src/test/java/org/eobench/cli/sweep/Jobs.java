package org.eobench.cli.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs and run directories for tests of sweeps. */
final class Jobs {
  private Jobs() {}

  /** A job whose fingerprint is that of its override. */
  static SweepJob job(int number, String override, Path directory) {
    return job(number, override, directory, null);
  }

  static SweepJob job(int number, String override, Path directory, @Nullable Integer untilEpoch) {
    return new SweepJob(
        number,
        List.of(override),
        List.of("run", override),
        directory,
        fingerprint(override),
        "auto",
        false,
        untilEpoch);
  }

  static String fingerprint(String override) {
    return "f-" + override;
  }

  /** A run directory with a record and a log of validations, one for each epoch. */
  static Path run(SweepJob job, String state, int epochs) throws IOException {
    Path run = Files.createDirectories(job.directory().resolve("20261130_080000_run"));
    Files.writeString(
        run.resolve("run.json"),
        """
        {"name": "run", "state": "%s", "fingerprint": "%s", "choices": {}, "overrides": [],
         "protocol": "default", "seed": 1, "started": "2026-11-30T08:00:00Z", "ended": null,
         "starts": 1, "error": null, "provenance": null, "batches_without_target": 0,
         "crops_per_image": null, "waiting_share": null, "warnings": [], "feature_cache": null,
         "outcome": null}
        """
            .formatted(state, job.fingerprint()));
    StringBuilder log = new StringBuilder();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      log.append("{\"kind\":\"val\",\"epoch\":")
          .append(epoch)
          .append(",\"mIoU\":")
          .append(epoch / 10.0)
          .append("}\n");
    }
    Files.writeString(run.resolve("metrics.jsonl"), log.toString());
    return run;
  }
}
