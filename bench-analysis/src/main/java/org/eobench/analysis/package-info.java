/**
 * Analyses of encoders. One draws where in an image the heads of a transformer look. The other
 * measures what the embeddings of a data set, and the weights, say about one encoder or about two.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis;
