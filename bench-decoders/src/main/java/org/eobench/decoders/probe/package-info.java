/**
 * Probes of whole images that are fitted at once and not trained: neighbours, logistic regression.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.probe;
