package org.eobench.core.run.predictions;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The predictions of a finished run.
 *
 * @param run name of the run
 * @param split the split that was predicted
 * @param samples number of samples that were scored
 * @param scores scores by key; NaN where one is undefined
 * @param files files that were written, in order, without {@code metrics.json}
 */
public record PredictionsReport(
    String run, String split, int samples, Map<String, Double> scores, List<Path> files) {
  public PredictionsReport {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    files = List.copyOf(files);
  }
}
