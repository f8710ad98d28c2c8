package org.eobench.cli.cost;

import java.util.Map;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.TrainerConfig;

/**
 * What the time of a run depends on.
 *
 * @param experiment identity of its configuration without the seed, as in {@code run.json}
 * @param choices the option of each config group
 * @param trains whether it trains, and not only tests
 * @param trainer how long it trains
 * @param batchSize images of a training batch
 */
public record Workload(
    String experiment,
    Map<String, String> choices,
    boolean trains,
    TrainerConfig trainer,
    int batchSize) {
  public Workload {
    choices = Map.copyOf(choices);
  }

  /** That of a run that was read. */
  public static Workload of(RunRequest request, Plan plan) {
    return new Workload(
        Fingerprint.ofAnySeed(request.config()),
        request.choices(),
        plan.config().train(),
        plan.config().task().trainer(),
        plan.config().batchSize());
  }

  Trio trio() {
    return Trio.of(choices);
  }

  /** Encoder, decoder and data set, which decide most of a step's time. */
  record Trio(String encoder, String decoder, String dataset) {
    static Trio of(Map<String, String> choices) {
      return new Trio(
          choices.getOrDefault("encoder", ""),
          choices.getOrDefault("decoder", ""),
          choices.getOrDefault("dataset", ""));
    }

    @Override
    public String toString() {
      return encoder + ", " + decoder + ", " + dataset;
    }
  }
}
