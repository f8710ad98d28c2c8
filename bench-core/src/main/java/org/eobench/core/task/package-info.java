/**
 * What a task is. {@link org.eobench.core.task.Task} joins a type of targets with the metrics of
 * its predictions; the packages below hold core's own tasks, one each, and a plug-in may add
 * others.
 *
 * <pre>{@code
 * ConfiguredTask<?, ?> task = plan.task();
 * task.kind().key(); // segmentation
 * task.task().metrics(); // mIoU, mF1, …
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task;
