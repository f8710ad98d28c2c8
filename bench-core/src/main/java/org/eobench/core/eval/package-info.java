/**
 * The evaluation loop: {@link org.eobench.core.eval.Evaluator} runs a model over a split, in tiles
 * where images are larger than it takes, and hands each batch of predictions to the metrics. Memory
 * on the device is freed batch by batch.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.eval;
