package org.eobench.datasets.c2smsfloods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.raster.DataFolder;
import org.jspecify.annotations.Nullable;

/**
 * The chips of a folder {@code EVENT/s1/GRANULE_POSITION} and {@code EVENT/s2/GRANULE_POSITION}.
 * Chips of both sensors belong together if they have the same event and position.
 */
final class FloodChips {
  private FloodChips() {}

  /**
   * One chip.
   *
   * @param event name of the flood
   * @param position place in the granule, such as {@code 05120-00512}
   * @param radar folder of the Sentinel-1 files
   * @param optical folder of the Sentinel-2 files
   * @param cube file with all bands, or null if each band has its own
   */
  record FloodChip(String event, String position, Path radar, Path optical, @Nullable Path cube) {
    String id() {
      return event + "/" + position;
    }

    /** The mask of clouds, which only some copies of the data have. */
    Path cloudMask() {
      return optical.resolve("LabelCloud.tif");
    }
  }

  /**
   * Lists the chips, sorted by name.
   *
   * @param datacubes folder of datacubes, or null
   * @throws BenchException if a chip lacks one of the sensors or its datacube
   */
  static List<FloodChip> list(DataFolder folder, String chips, @Nullable String datacubes) {
    Path root = folder.require(chips);
    List<FloodChip> found = new ArrayList<>();
    for (Path event : children(root)) {
      Map<String, Path> radar = byPosition(event.resolve("s1"));
      Map<String, Path> optical = byPosition(event.resolve("s2"));
      String name = DataFolder.name(event);
      for (String position : radar.keySet()) {
        if (!optical.containsKey(position)) {
          throw lacking(name, position, "Sentinel-2", event.resolve("s2"));
        }
      }
      optical.forEach(
          (position, bands) -> {
            Path sar = radar.get(position);
            if (sar == null) {
              throw lacking(name, position, "Sentinel-1", event.resolve("s1"));
            }
            Path cube = datacubes == null ? null : cube(folder, datacubes, name, position);
            found.add(new FloodChip(name, position, sar, bands, cube));
          });
    }
    return found;
  }

  private static BenchException lacking(String event, String position, String what, Path where) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "MissingModality",
                String.format(Locale.ROOT, "chip %s/%s has no image of %s", event, position, what))
            .at(where.toString())
            .expecting("a folder whose name ends with _" + position)
            .next("copy the missing folder, or move the chip of the other sensor away"));
  }

  private static Map<String, Path> byPosition(Path sensor) {
    Map<String, Path> found = new TreeMap<>();
    for (Path chip : children(sensor)) {
      String name = DataFolder.name(chip);
      found.put(name.substring(name.lastIndexOf('_') + 1), chip);
    }
    return found;
  }

  /** The datacube {@code EVENT/S2GRANULE_POSITION_S1GRANULE.tif}. */
  private static Path cube(DataFolder folder, String datacubes, String event, String position) {
    Path place = folder.require(datacubes).resolve(event);
    return files(place).stream()
        .filter(file -> DataFolder.name(file).contains("_" + position + "_"))
        .findFirst()
        .orElseThrow(() -> lacking(event, position, "the datacubes", place));
  }

  private static List<Path> children(Path folder) {
    return files(folder).stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
