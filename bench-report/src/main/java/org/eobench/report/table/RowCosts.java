package org.eobench.report.table;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.eobench.core.outcome.Cost;
import org.eobench.report.runs.Machine;
import org.eobench.report.runs.StoredRun;
import org.jspecify.annotations.Nullable;

/** Sums up what runs cost. */
final class RowCosts {
  private static final double SECONDS = 3600;

  private RowCosts() {}

  static RowCost of(List<StoredRun> runs) {
    return new RowCost(
        mean(runs, Cost::parameters),
        mean(runs, Cost::trainedParameters),
        mean(runs, cost -> nan(cost.multiplyAdds())),
        mean(runs, Cost::testImagesPerSecond),
        mean(runs, cost -> nan(cost.peakMemoryMb())),
        mean(runs, Cost::seconds) / SECONDS,
        (int) runs.stream().map(RowCosts::machine).distinct().count());
  }

  static String machine(StoredRun run) {
    return Machine.of(run).map(Machine::toString).orElse("unknown");
  }

  private static double nan(@Nullable Number value) {
    return value == null ? Double.NaN : value.doubleValue();
  }

  private static double mean(List<StoredRun> runs, ToDoubleFunction<Cost> value) {
    return runs.stream()
        .map(run -> run.outcome().cost())
        .filter(Objects::nonNull)
        .mapToDouble(value)
        .filter(one -> !Double.isNaN(one))
        .average()
        .orElse(Double.NaN);
  }
}
