/**
 * The loggers of a run: {@link org.eobench.core.run.loggers.RunLoggers} makes those that a plan
 * names and shows each of them the lines of the metric log, pictures, and how the run ended.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.loggers;
