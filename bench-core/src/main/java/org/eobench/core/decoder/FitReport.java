package org.eobench.core.decoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a {@link FeatureFit}.
 *
 * @param facts numbers by name in snake_case, for the metric log
 * @param notes sentences for the user
 */
public record FitReport(Map<String, Double> facts, List<String> notes) {
  public FitReport {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    notes = List.copyOf(notes);
  }
}
