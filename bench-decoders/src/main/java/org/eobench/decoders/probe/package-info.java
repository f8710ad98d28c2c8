/**
 * Probes of whole images that are fitted and not trained: weighted nearest neighbours and logistic
 * regression. They read the features of the training and the validation split once and keep what
 * they found in buffers, so that checkpoints hold it.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.probe;
