/**
 * Probes for image classification that are fitted instead of trained: weighted nearest neighbours
 * and logistic regression. They read the features of the training and validation splits once and
 * store the result in buffers, so that checkpoints contain it.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.probe;
