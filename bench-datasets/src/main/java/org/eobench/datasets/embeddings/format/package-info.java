/**
 * How embeddings are stored: number formats from float32 to one bit, principal components, and the
 * file {@code embeddings.json} that says what a folder of embeddings holds and how it is decoded.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.embeddings.format;
