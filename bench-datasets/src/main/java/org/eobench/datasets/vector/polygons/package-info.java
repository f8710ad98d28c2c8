/**
 * Turns maps of classes into polygons: connected pixels of a class become one polygon with holes,
 * whose border follows the pixels exactly. {@link
 * org.eobench.datasets.vector.polygons.ClassPolygons} reads a map a few rows at a time and writes a
 * GeoPackage or GeoJSON.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.vector.polygons;
