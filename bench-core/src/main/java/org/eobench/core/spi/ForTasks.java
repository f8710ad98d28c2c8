package org.eobench.core.spi;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;

/**
 * Makes components that are for some tasks and not for others. A run whose task is another is
 * refused before anything is loaded.
 */
public interface ForTasks<C extends Record> {
  Class<C> configType();

  /** The tasks that components of this kind can be for. */
  Set<TaskKind> tasks();

  /** The tasks that a component of this very config is for; all of {@link #tasks()} by default. */
  default Set<TaskKind> tasks(C config) {
    return tasks();
  }
}
