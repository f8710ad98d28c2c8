package org.eobench.core.decoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link FeatureFit} found.
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
