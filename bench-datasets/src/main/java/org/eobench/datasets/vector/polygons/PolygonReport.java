package org.eobench.datasets.vector.polygons;

import java.util.List;

/**
 * What has been written.
 *
 * @param polygons number of polygons
 * @param pixels pixels that they cover
 * @param leftOut number of polygons that were too small
 * @param pixelsLeftOut pixels that those would cover
 * @param remarks what a user should know about the file
 */
public record PolygonReport(
    long polygons, long pixels, long leftOut, long pixelsLeftOut, List<String> remarks) {
  public PolygonReport {
    remarks = List.copyOf(remarks);
  }
}
