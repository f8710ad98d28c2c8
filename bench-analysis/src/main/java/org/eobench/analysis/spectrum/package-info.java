/**
 * What is read from the singular values of embeddings and of weights: effective ranks of the
 * embeddings of a data set, and power laws of the layers of an encoder.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.spectrum;
