package org.eobench.cli.plan;

import java.nio.file.Path;
import java.util.List;

/**
 * One job of a plan.
 *
 * @param index its number, from 0
 * @param label the arguments that tell it from the other jobs
 * @param fingerprint identity of its configuration
 * @param directory directory of its output
 * @param arguments the arguments of its run
 */
record PlanLine(
    int index, String label, String fingerprint, Path directory, List<String> arguments) {
  PlanLine {
    arguments = List.copyOf(arguments);
  }
}
