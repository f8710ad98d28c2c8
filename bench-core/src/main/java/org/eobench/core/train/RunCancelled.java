package org.eobench.core.train;

import java.nio.file.Path;
import java.util.Optional;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** The caller cancelled the run. Its run directory is consistent. */
public final class RunCancelled extends BenchException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Path checkpoint;

  RunCancelled(Problem stopped, @Nullable Path checkpoint) {
    super(ExitCode.INTERRUPTED, stopped);
    this.checkpoint = checkpoint;
  }

  /**
   * The checkpoint with all progress so far; the same run with {@code resume=true} continues from
   * it. Empty if nothing was saved before the run was cancelled.
   */
  public Optional<Path> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }
}
