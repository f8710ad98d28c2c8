/**
 * Small pictures of large maps, with a legend: {@link org.eobench.core.run.quicklook.QuickLook}
 * draws a map of classes or of values from its GeoTIFF, a few rows at a time.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.quicklook;
