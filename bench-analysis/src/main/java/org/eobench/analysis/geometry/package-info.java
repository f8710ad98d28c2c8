/** The shape of a set of embeddings: neighbours, dimension, clusters, paths along the data. */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.geometry;
