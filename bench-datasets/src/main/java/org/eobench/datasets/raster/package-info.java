/** Reading rasters as images and label maps, as every data set here needs it. */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.raster;
