/**
 * Probes: while an encoder is trained, a small head is trained on its frozen features every few
 * epochs, as {@code run} would train it, and the scores are logged beside the loss. A probe has the
 * encoder's values and a seed of its own, so that the pretraining has the same bits without it.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.probe;
