package org.eobench.core.run.calibrate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.JsonFiles;
import org.eobench.core.metrics.pixels.Calibration;
import org.jspecify.annotations.Nullable;

/**
 * What a calibration found: {@code calibrated.json}.
 *
 * @param version version of the file
 * @param runs the runs, in the order given
 * @param dataset key of the data set
 * @param datasetVersion its version
 * @param task key of the task
 * @param protocol protocol of the scores
 * @param validationSamples samples of the validation split that anything was fitted to
 * @param fittedTo pixels or images that the temperatures were fitted to
 * @param testSamples samples that were scored
 * @param rows models as trained and calibrated
 * @param sets sets of classes by the last, calibrated model
 * @param maps files of confidence maps
 */
public record CalibrationResult(
    int version,
    List<Run> runs,
    String dataset,
    int datasetVersion,
    String task,
    String protocol,
    int validationSamples,
    long fittedTo,
    int testSamples,
    List<Row> rows,
    Sets sets,
    List<String> maps) {
  /** Version of the file that this program writes. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON = JsonFiles.mapper().build();

  /**
   * A run.
   *
   * @param name name of its directory
   */
  public record Run(String name, String fingerprint, long seed) {}

  /**
   * The scores of one model on the test split.
   *
   * @param model name of the run, or {@code ensemble}
   * @param kind {@code as trained} or {@code calibrated}
   * @param temperature what its logits were divided by; 1 as trained
   * @param scores by metric key
   * @param reliability bins of equal width by confidence
   */
  public record Row(
      String model,
      String kind,
      double temperature,
      Map<String, Double> scores,
      List<Calibration.Bin> reliability) {
    public Row {
      scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
      reliability = List.copyOf(reliability);
    }

    /** The kind, and whether the model is the ensemble. */
    public String label() {
      return model.equals("ensemble") ? "ensemble, " + kind : kind;
    }
  }

  /**
   * Sets of classes.
   *
   * @param coverage the stated share of the true classes that are in their sets
   * @param threshold a class is in the set if 1 minus its probability is at most this; null if
   *     there were too few validation samples, so that every set holds every class
   * @param calibratedOn validation samples that the threshold comes from
   * @param unit {@code image}, or {@code pixel} for the mean over images of the share of pixels
   * @param testCoverage coverage on the test split
   * @param meanSize mean number of classes in a set
   * @param empty share of empty sets
   */
  public record Sets(
      double coverage,
      @Nullable Double threshold,
      long calibratedOn,
      String unit,
      double testCoverage,
      double meanSize,
      double empty) {}

  public CalibrationResult {
    runs = List.copyOf(runs);
    rows = List.copyOf(rows);
    maps = List.copyOf(maps);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or holds something else
   */
  public static CalibrationResult read(Path file) throws IOException {
    CalibrationResult result = JSON.readValue(Files.readAllBytes(file), CalibrationResult.class);
    if (result == null) {
      throw new IOException("it contains null instead of a result");
    }
    return result;
  }

  /** Writes it as JSON; numbers that are not finite become null. */
  public void write(OutputStream out) throws IOException {
    out.write(JSON.writeValueAsBytes(this));
  }
}
