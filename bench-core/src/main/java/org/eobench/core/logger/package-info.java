/**
 * What a run tells other programs while it works. A {@link org.eobench.core.logger.RunLogger} gets
 * the lines of {@code metrics.jsonl} and a few pictures; {@code logger=[tensorboard,mlflow]}
 * selects those of a run. None changes a result.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.logger;
