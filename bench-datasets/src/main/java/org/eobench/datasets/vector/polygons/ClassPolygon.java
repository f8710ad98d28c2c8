package org.eobench.datasets.vector.polygons;

import org.locationtech.jts.geom.Polygon;

/**
 * Connected pixels of a class.
 *
 * @param label the class
 * @param name its name
 * @param pixels how many they are
 * @param area in square metres; NaN where the coordinate system does not give lengths
 * @param confidence mean of the values of a second map; NaN without one
 * @param geometry border in map coordinates, outer rings against the clock, holes with it
 */
public record ClassPolygon(
    int label, String name, long pixels, double area, double confidence, Polygon geometry) {}
