/**
 * Writes embeddings of the images of a data set, or of scenes of any size, in the formats that
 * other programs read: GeoTIFF, NumPy, GeoParquet and the CSV of NeuCo-Bench.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.embeddings.write;
