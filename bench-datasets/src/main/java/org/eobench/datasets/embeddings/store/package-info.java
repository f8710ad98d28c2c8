/**
 * Stored embeddings in place of an encoder: maps and tables that belong to the samples of a data
 * set by their names, and rasters that belong to them by their place on the map.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.embeddings.store;
