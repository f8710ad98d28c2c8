/** Anyone's GeoTIFFs as a data set. */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.folder;
