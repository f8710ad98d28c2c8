package org.eobench.cli.sweep;

import java.util.List;
import org.eobench.cli.sweep.machine.ProcessMemory;

/**
 * How the process of a job ended.
 *
 * @param exit exit code
 * @param reached whether the sweep stopped it, as it had come as far as wanted
 * @param error the first lines of what went wrong, or its last line where it says nothing
 * @param memory peak of its memory
 */
public record JobEnd(int exit, boolean reached, List<String> error, ProcessMemory memory) {
  public JobEnd {
    error = List.copyOf(error);
  }
}
