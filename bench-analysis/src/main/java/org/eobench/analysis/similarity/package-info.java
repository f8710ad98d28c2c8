/** How alike two encoders are, by their embeddings of the same images. */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.similarity;
