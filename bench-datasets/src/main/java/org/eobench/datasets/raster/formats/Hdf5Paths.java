package org.eobench.datasets.raster.formats;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.FilePart;
import org.jspecify.annotations.Nullable;

/** Opens HDF5 files and finds data sets by their paths. */
final class Hdf5Paths {
  private static final int MOST_LISTED = 1000;
  private static final int DEEPEST = 20;

  private Hdf5Paths() {}

  static HdfFile open(FileFault fault) {
    FileBytes.open(fault).close(); // Reports a missing file, with similar names.
    return Hdf5Data.guarded(fault, null, () -> mapped(fault.file()));
  }

  /** Opens an HDF5 file that is a part of another one. */
  static HdfFile open(FileFault fault, FilePart part) {
    if (part.isWhole()) {
      return open(fault);
    }
    try (FileBytes file = FileBytes.open(fault)) {
      file.requireInside(part.offset(), part.length(), "an HDF5 file within the file");
    }
    return Hdf5Data.guarded(fault, null, () -> mapped(part));
  }

  private static HdfFile mapped(FilePart part) {
    if (part.length() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("an HDF5 file within the file is larger than 2 GiB");
    }
    try (FileChannel channel = FileChannel.open(part.file())) {
      return HdfFile.fromByteBuffer(
          channel.map(FileChannel.MapMode.READ_ONLY, part.offset(), part.length()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Maps the file into memory: with a channel, the library allocates the size that a damaged field
   * claims, up to 2 GiB, before it compares it with the file.
   */
  private static HdfFile mapped(Path path) {
    try (FileChannel channel = FileChannel.open(path)) {
      return channel.size() > Integer.MAX_VALUE
          ? new HdfFile(path)
          : HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Finds a data set.
   *
   * @param array its path, with or without the first slash; null for the only one
   * @throws BenchException if there is none, or several without a path; it lists those that there
   *     are
   */
  static Dataset dataset(HdfFile file, Path path, @Nullable String array) {
    if (array != null) {
      Node node = find(file, array);
      if (node instanceof Dataset dataset) {
        return dataset;
      }
    }
    List<Dataset> found = new ArrayList<>();
    list(file, 0, found);
    if (array == null && found.size() == 1) {
      return found.get(0);
    }
    List<String> paths = found.stream().map(Node::getPath).toList();
    String what =
        array == null
            ? String.format(
                Locale.ROOT, "the file has %d data sets, and none is named", found.size())
            : String.format(Locale.ROOT, "the file has no data set '%s'", array);
    List<String> near = array == null ? List.of() : Suggest.nearest(array, paths);
    String likely = near.isEmpty() ? paths.stream().findFirst().orElse("/NAME") : near.get(0);
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("UnknownArray", what)
            .at(path.toString())
            .expecting(Suggest.oneOf(paths, ""))
            .next(
                "name the data set after the file: `FILE.h5:"
                    + likely
                    + (array == null ? "`, or `FILE.h5:{band}` if each band has its own" : "`")));
  }

  private static @Nullable Node find(Group root, String path) {
    Node at = root;
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        at = at instanceof Group group ? group.getChildren().get(name) : null;
      }
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private static void list(Group group, int depth, List<Dataset> found) {
    for (Node node : group.getChildren().values()) {
      if (found.size() >= MOST_LISTED || depth > DEEPEST) {
        return;
      }
      if (node instanceof Group inner && !node.isLink()) {
        list(inner, depth + 1, found);
      } else if (node instanceof Dataset dataset) {
        found.add(dataset);
      }
    }
  }
}
