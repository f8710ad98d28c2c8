package org.eobench.report.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.run.calibrate.Calibrate;
import org.eobench.core.run.calibrate.CalibrationResult;
import org.eobench.core.run.robustness.RobustnessFiles;
import org.eobench.core.run.robustness.RobustnessReport;
import org.jspecify.annotations.Nullable;

/**
 * What {@code calibrate} and {@code robustness} have found about a finished run.
 *
 * @param calibration its {@code calibrated.json}; null if there is none that can be used
 * @param robustness its {@code robustness.json}, likewise
 * @param remarks why a file is not used, as the ends of sentences; often none
 */
public record LaterResults(
    @Nullable CalibrationResult calibration,
    @Nullable RobustnessReport robustness,
    List<String> remarks) {
  public LaterResults {
    remarks = List.copyOf(remarks);
  }

  /** Reads the files of a run. A file that is damaged or of another run is not used. */
  public static LaterResults of(StoredRun run) {
    List<String> remarks = new ArrayList<>();
    CalibrationResult calibration = read(run, Calibrate.FILE, CalibrationResult::read, remarks);
    if (calibration != null
        && (calibration.runs().isEmpty()
            || !calibration.runs().get(0).fingerprint().equals(run.record().fingerprint()))) {
      remarks.add(named(run, Calibrate.FILE) + " (of another run)");
      calibration = null;
    }
    RobustnessReport robustness =
        read(run, RobustnessFiles.JSON_FILE, RobustnessFiles::read, remarks);
    if (robustness != null && !robustness.run().equals(run.record().name())) {
      remarks.add(named(run, RobustnessFiles.JSON_FILE) + " (of another run)");
      robustness = null;
    }
    return new LaterResults(calibration, robustness, remarks);
  }

  private interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private static <T> @Nullable T read(
      StoredRun run, String name, Reader<T> reader, List<String> remarks) {
    Path file = run.directory().resolve(name);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return reader.read(file);
    } catch (IOException damaged) {
      remarks.add(named(run, name) + " (not readable)");
      return null;
    }
  }

  private static String named(StoredRun run, String file) {
    return run.record().name() + "/" + file;
  }
}
