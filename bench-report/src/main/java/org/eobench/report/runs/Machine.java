package org.eobench.report.runs;

import java.util.Optional;
import org.eobench.core.provenance.Environment;
import org.eobench.core.provenance.Provenance;

/**
 * A class of machines: what results and times of a run depend on, as far as its record knows it.
 *
 * @param cpu processor model
 * @param cores processors available to the program
 * @param arch processor architecture
 * @param device device of the run, without the number of a GPU
 */
public record Machine(String cpu, int cores, String arch, String device) {
  /** Of the environment of a run. */
  public static Machine of(Environment environment) {
    return new Machine(
        environment.cpu(),
        environment.cores(),
        environment.arch(),
        environment.device().replaceAll(":\\d+$", ""));
  }

  /** Of a run; empty if its record does not tell. */
  public static Optional<Machine> of(StoredRun run) {
    Provenance provenance = run.record().provenance();
    return provenance == null ? Optional.empty() : Optional.of(of(provenance.environment()));
  }

  @Override
  public String toString() {
    return cpu + ", " + cores + " cores, " + arch + ", " + device;
  }
}
