package org.eobench.datasets.raster.formats;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.jspecify.annotations.Nullable;

/**
 * The georeference of a NetCDF variable by the CF conventions: two coordinate variables with the
 * centres of columns and rows, beside the variable or in a group above it, and the variable that
 * its attribute {@code grid_mapping} names.
 */
final class CfGrid {
  /** Centres may be off by this part of a pixel, because many are 32-bit numbers. */
  private static final double MOST_OFF = 0.05;

  private enum Axis {
    X("projection_x_coordinate|longitude", "degrees?_?e(ast)?", "x|lon|longitude|easting"),
    Y("projection_y_coordinate|latitude", "degrees?_?n(orth)?", "y|lat|latitude|northing");

    private final String standardName;
    private final String units;
    private final String name;

    Axis(String standardName, String units, String name) {
      this.standardName = standardName;
      this.units = units;
      this.name = name;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Coordinates(Dataset dataset, double[] centres) {
    double step() {
      return (centres[centres.length - 1] - centres[0]) / (centres.length - 1);
    }

    boolean isDegrees() {
      String units = text(dataset, "units").toLowerCase(Locale.ROOT);
      return Arrays.stream(Axis.values()).anyMatch(axis -> units.matches(axis.units));
    }
  }

  private final Dataset variable;
  private final String place;

  private CfGrid(Dataset variable, String place) {
    this.variable = variable;
    this.place = place;
  }

  /**
   * The grid of a variable.
   *
   * @param place file and variable, for messages
   * @return a grid without a georeference if there are no coordinates
   * @throws BenchException if coordinates are ambiguous or not evenly spaced
   */
  static Grid of(Dataset variable, String place, int height, int width) {
    CfGrid grid = new CfGrid(variable, place);
    Coordinates x = grid.coordinates(Axis.X, width);
    Coordinates y = grid.coordinates(Axis.Y, height);
    if (x == null || y == null) {
      return Grid.plain(height, width);
    }
    double a = x.step();
    double e = y.step();
    GeoTransform transform =
        new GeoTransform(a, 0, x.centres[0] - a / 2, 0, e, y.centres[0] - e / 2);
    return new Grid(height, width, grid.crs(x.isDegrees() && y.isDegrees()), null, transform);
  }

  /** The only coordinates of an axis with that many centres; null without any. */
  private @Nullable Coordinates coordinates(Axis axis, int length) {
    if (length < 2) {
      return null;
    }
    for (Group group = variable.getParent(); group != null; group = group.getParent()) {
      List<Dataset> found = new ArrayList<>();
      for (Node node : group.getChildren().values()) {
        if (node instanceof Dataset dataset && isAlong(dataset, axis, length)) {
          found.add(dataset);
        }
      }
      if (found.size() > 1) {
        throw fault(
            String.format(
                Locale.ROOT,
                "%d variables may be the coordinates of its %s: %s",
                found.size(),
                axis == Axis.X ? "columns" : "rows",
                found.stream().map(Node::getName).sorted().toList()),
            "one coordinate variable of " + length + " values for each axis");
      }
      if (!found.isEmpty()) {
        return new Coordinates(found.get(0), even(found.get(0)));
      }
    }
    return null;
  }

  private static boolean isAlong(Dataset dataset, Axis axis, int length) {
    int[] shape = dataset.getDimensions();
    if (shape.length != 1 || shape[0] != length) {
      return false;
    }
    String standard = text(dataset, "standard_name");
    return standard.isEmpty()
        ? text(dataset, "units").toLowerCase(Locale.ROOT).matches(axis.units)
            || text(dataset, "axis").equals(axis.name())
            || (text(dataset, "CLASS").equals("DIMENSION_SCALE")
                && dataset.getName().toLowerCase(Locale.ROOT).matches(axis.name))
        : standard.matches(axis.standardName);
  }

  private double[] even(Dataset dataset) {
    Object data = dataset.getData();
    double[] centres = new double[Array.getLength(data)];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = ((Number) Array.get(data, i)).doubleValue();
    }
    double step = (centres[centres.length - 1] - centres[0]) / (centres.length - 1);
    for (int i = 0; i < centres.length; i++) {
      double off = Math.abs(centres[i] - centres[0] - i * step);
      if (!(off <= MOST_OFF * Math.abs(step)) || step == 0) {
        throw fault(
            String.format(
                Locale.ROOT,
                "the coordinates %s are not evenly spaced, such as at index %d",
                dataset.getName(),
                i),
            "coordinates with one step");
      }
    }
    return centres;
  }

  private @Nullable Crs crs(boolean degrees) {
    String name = text(variable, "grid_mapping").replaceFirst(":.*", "").strip();
    for (Group group = variable.getParent(); !name.isEmpty() && group != null; ) {
      Node mapping = group.getChildren().get(name);
      if (mapping != null) {
        return CfMapping.crs(mapping);
      }
      group = group.getParent();
    }
    return degrees && name.isEmpty() ? Crs.geographic(CfMapping.WGS_84) : null;
  }

  /** A text attribute; empty if there is none. */
  static String text(Node node, String name) {
    Attribute attribute = node.getAttribute(name);
    Object data = attribute == null ? null : attribute.getData();
    if (data != null && data.getClass().isArray() && Array.getLength(data) == 1) {
      data = Array.get(data, 0);
    }
    return data == null ? "" : data.toString().strip();
  }

  private BenchException fault(String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableHdf5", what)
            .at(place)
            .expecting(expected)
            .next(
                "warp it to an even grid with gdalwarp, or remove coordinates: an array without any"
                    + " is then read without a georeference"));
  }
}
