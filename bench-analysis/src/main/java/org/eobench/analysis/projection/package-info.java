/** Embeddings in two dimensions. */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.projection;
