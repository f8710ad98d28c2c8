/**
 * The shape of a set of embeddings: the nearest neighbours of each point, the number of dimensions
 * that the points fill, how well classes are separate, and the lengths of paths along the data.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.geometry;
