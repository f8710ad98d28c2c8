/**
 * Analyses of encoders: attention maps, and what embeddings of a data set say about one encoder or
 * about two.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis;
