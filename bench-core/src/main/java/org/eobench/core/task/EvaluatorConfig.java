package org.eobench.core.task;

/**
 * The record of {@code task.evaluator} of one task: the keys of every task, which it inlines, and
 * its own.
 */
public interface EvaluatorConfig {
  /** The keys of every task's evaluator. */
  EvaluatorKeys keys();
}
