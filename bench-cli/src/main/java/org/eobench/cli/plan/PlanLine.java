package org.eobench.cli.plan;

import java.nio.file.Path;
import java.util.List;
import org.eobench.cli.cost.CostEstimate;
import org.jspecify.annotations.Nullable;

/**
 * One job of a plan.
 *
 * @param index its number, from 0
 * @param label the arguments that tell it from the other jobs
 * @param fingerprint identity of its configuration
 * @param directory directory of its output
 * @param arguments the arguments of its run
 * @param cost how long it may take; null if that is unknown
 */
record PlanLine(
    int index,
    String label,
    String fingerprint,
    Path directory,
    List<String> arguments,
    @Nullable CostEstimate cost) {
  PlanLine {
    arguments = List.copyOf(arguments);
  }
}
