package org.eobench.datasets.folder.split;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.vector.Feature;
import org.eobench.datasets.vector.GridGeometry;
import org.eobench.datasets.vector.VectorFile;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Polygons of the splits. A window belongs to the split in whose polygon its centre lies, if it
 * meets no polygon of another split.
 */
final class SplitPolygons implements MapSplit {
  private final VectorFile file;
  private final Crs crs;
  private final List<Split> splits;
  private final Map<Integer, List<PreparedGeometry>> bySystem = new ConcurrentHashMap<>();

  private SplitPolygons(VectorFile file, Crs crs, List<Split> splits) {
    this.file = file;
    this.crs = crs;
    this.splits = splits;
  }

  /**
   * Reads the polygons.
   *
   * @throws BenchException if a polygon does not say its split
   */
  static SplitPolygons read(Path path, String attribute) {
    VectorFile file = VectorFile.read(path, null);
    if (file.crs() == null) {
      throw fault(
          path.toString(),
          "the file does not say in which coordinate system the polygons are",
          "an EPSG code, or GeoJSON in WGS 84");
    }
    List<Split> splits = new ArrayList<>();
    for (Feature feature : file.features()) {
      String text = feature.attributes().get(attribute);
      if (text == null) {
        throw fault(
            feature.place(),
            "the polygon has no attribute '" + attribute + "'",
            Suggest.sentence(attribute, feature.attributes().keySet()));
      }
      splits.add(
          SplitWords.of(text)
              .orElseThrow(
                  () ->
                      fault(
                          feature.place(),
                          "the attribute " + attribute + " is '" + text + "'",
                          SplitWords.KNOWN)));
    }
    return new SplitPolygons(file, file.crs(), splits);
  }

  /** Checks that the polygons can be placed on an image, and converts them. */
  void prepare(Grid grid, String image) {
    Crs system = GridGeometry.requireSystem(grid, image, file, crs);
    bySystem.computeIfAbsent(
        system.epsg(),
        epsg ->
            file.features().stream()
                .map(feature -> GridGeometry.convert(feature.geometry(), crs, system))
                .map(PreparedGeometryFactory::prepare)
                .toList());
  }

  @Override
  public @Nullable Split of(MapWindow place) {
    List<PreparedGeometry> polygons = bySystem.getOrDefault(place.system().epsg(), List.of());
    GeometryFactory factory = new GeometryFactory();
    List<Geometry> windows = new ArrayList<>();
    for (double turn : GridGeometry.turns(place.system())) {
      Envelope box = place.box();
      box.translate(turn, 0);
      windows.add(factory.toGeometry(box));
    }
    Split found = null;
    for (int i = 0; i < polygons.size() && found == null; i++) {
      PreparedGeometry polygon = polygons.get(i);
      boolean inside = windows.stream().anyMatch(window -> polygon.covers(window.getCentroid()));
      found = inside ? splits.get(i) : null;
    }
    for (int i = 0; i < polygons.size(); i++) {
      PreparedGeometry polygon = polygons.get(i);
      if (splits.get(i) != found && windows.stream().anyMatch(window -> overlap(polygon, window))) {
        return null;
      }
    }
    return found;
  }

  private static boolean overlap(PreparedGeometry polygon, Geometry window) {
    return polygon.intersects(window) && polygon.getGeometry().relate(window, "T********");
  }

  @Override
  public String reason() {
    return "outside the polygons, or in polygons of several splits";
  }

  private static BenchException fault(String place, String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("SplitPolygons", what)
            .at(place)
            .expecting(expected)
            .next("correct the file, or dataset.split.attribute"));
  }
}
