package org.eobench.core.train;

import java.nio.file.Path;
import java.util.Optional;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** A run ended because its caller cancelled it. Its directory is in good order. */
public final class RunCancelled extends BenchException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Path checkpoint;

  RunCancelled(Problem stopped, @Nullable Path checkpoint) {
    super(ExitCode.INTERRUPTED, stopped);
    this.checkpoint = checkpoint;
  }

  /**
   * The checkpoint that holds everything done so far; the same run with {@code resume=true} goes on
   * from it. Empty when the run was cancelled before anything was saved.
   */
  public Optional<Path> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }
}
