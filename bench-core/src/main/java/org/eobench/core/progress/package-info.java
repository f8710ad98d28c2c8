/**
 * What a run reports while it works. A {@link org.eobench.core.progress.ProgressListener} gets
 * messages, the progress of each stage and the scores of each validation; it knows nothing of a
 * terminal, so that a program that embeds a run can show them in its own way.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.progress;
