package org.eobench.datasets.raster.formats;

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
import org.eobench.core.io.FileFault;
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

  private static final String KILOMETRES = "(?i)km|kilomet(re|er)s?";

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
      String units = CfAttributes.text(dataset, "units").toLowerCase(Locale.ROOT);
      return Arrays.stream(Axis.values()).anyMatch(axis -> units.matches(axis.units));
    }
  }

  private final Dataset variable;
  private final FileFault file;
  private final String place;

  private CfGrid(Dataset variable, FileFault file, String place) {
    this.variable = variable;
    this.file = file;
    this.place = place;
  }

  /**
   * The grid of a variable.
   *
   * @param file the file, for messages
   * @param place file and variable, for messages
   * @return a grid without a georeference if there are no coordinates
   * @throws BenchException if coordinates are ambiguous or not evenly spaced
   */
  static Grid of(Dataset variable, FileFault file, String place, int height, int width) {
    CfGrid grid = new CfGrid(variable, file, place);
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
    String standard = CfAttributes.text(dataset, "standard_name");
    return standard.isEmpty()
        ? CfAttributes.text(dataset, "units").toLowerCase(Locale.ROOT).matches(axis.units)
            || CfAttributes.text(dataset, "axis").equals(axis.name())
            || (CfAttributes.text(dataset, "CLASS").equals("DIMENSION_SCALE")
                && dataset.getName().toLowerCase(Locale.ROOT).matches(axis.name))
        : standard.matches(axis.standardName);
  }

  private double[] even(Dataset dataset) {
    double[] centres = centres(dataset);
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

  /** The values of a coordinate variable, unpacked, and in metres where it counts kilometres. */
  private double[] centres(Dataset dataset) {
    file.requireMemory(4L * Double.BYTES * dataset.getSize(), "coordinates " + dataset.getName());
    Object data = dataset.getData();
    double unit = CfAttributes.text(dataset, "units").matches(KILOMETRES) ? 1000 : 1;
    double scale = unit * CfAttributes.number(dataset, "scale_factor", 1);
    double offset = unit * CfAttributes.number(dataset, "add_offset", 0);
    double[] centres = new double[Array.getLength(data)];
    for (int i = 0; i < centres.length; i++) {
      if (!(Array.get(data, i) instanceof Number number)) {
        throw fault("the coordinates " + dataset.getName() + " are no numbers", "numbers");
      }
      centres[i] = number.doubleValue() * scale + offset;
    }
    return centres;
  }

  private @Nullable Crs crs(boolean degrees) {
    String name = CfAttributes.text(variable, "grid_mapping").replaceFirst(":.*", "").strip();
    for (Group group = variable.getParent(); !name.isEmpty() && group != null; ) {
      Node mapping = group.getChildren().get(name);
      if (mapping != null) {
        return CfMapping.crs(mapping);
      }
      group = group.getParent();
    }
    return degrees && name.isEmpty() ? Crs.WGS_84 : null;
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
