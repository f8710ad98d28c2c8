/**
 * Singular values of embeddings and of weights, by the LAPACK of libtorch, and what is read from
 * them: principal components, effective ranks, and power laws of the layers.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.spectrum;
