package org.eobench.core.logger;

/** Makes the logger of a run. */
@FunctionalInterface
public interface LoggerFactory {
  /**
   * Checks, before anything is loaded, that the logger can work.
   *
   * @throws org.eobench.core.error.BenchException if something that it needs is not set
   */
  default void require() {}

  /** The logger of a run whose directory exists. */
  RunLogger create(LoggedRun run);
}
