package org.eobench.core.run.robustness;

import java.util.List;

/**
 * A test of a trained run under corrupted images.
 *
 * @param corruptions names of the corruptions; empty for all that apply to the data set
 * @param severities severities from 1 to 5, ascending
 * @param seed seed of what is drawn
 */
public record RobustnessRequest(List<String> corruptions, List<Integer> severities, long seed) {
  public RobustnessRequest {
    corruptions = List.copyOf(corruptions);
    severities = List.copyOf(severities);
  }
}
