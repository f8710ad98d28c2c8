/**
 * How alike two encoders are, by their embeddings of the same images. None of the measures depends
 * on the widths of the embeddings or on the order of their features.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.similarity;
