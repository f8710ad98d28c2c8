package org.eobench.datasets.embeddings.write;

import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings of an image as they are stored.
 *
 * @param id sample
 * @param split its split
 * @param height h, rows of its map
 * @param width w, columns of its map
 * @param codes {@code [h,w,n]} in C order, n numbers for each embedding
 * @param empty positions without an embedding
 * @param crs coordinate system, or null
 * @param transform transform from positions of the map to coordinates, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EmbeddedImage(
    String id,
    String split,
    int height,
    int width,
    float[] codes,
    long empty,
    @Nullable Crs crs,
    @Nullable GeoTransform transform) {}
