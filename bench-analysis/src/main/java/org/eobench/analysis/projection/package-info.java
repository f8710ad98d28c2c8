/**
 * Embeddings in two dimensions, so that people can look at them. Distances in such a picture are
 * not those of the embeddings; {@code geometry} measures the embeddings themselves.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.projection;
