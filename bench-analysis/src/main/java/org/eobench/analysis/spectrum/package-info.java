/** Singular values of embeddings and of weights, and what is read from them. */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.spectrum;
