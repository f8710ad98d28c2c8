package org.eobench.datasets.raster.formats;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.Closeable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.FilePart;
import org.jspecify.annotations.Nullable;

/**
 * An HDF5 file with several data sets, opened once for all of them. Damaged files cause a {@link
 * org.eobench.core.error.BenchException} that names the file.
 */
public final class Hdf5Container implements Closeable {
  /**
   * A group at the top of a file.
   *
   * @param name its name, without slashes
   * @param attributes text of each attribute; a whole number has no decimals
   * @param members names of what is in it
   */
  public record Member(String name, Map<String, String> attributes, Set<String> members) {
    public Member {
      attributes = Map.copyOf(attributes);
      members = Set.copyOf(members);
    }
  }

  private final FileFault fault;
  private final FilePart part;
  private final HdfFile file;

  private Hdf5Container(FileFault fault, FilePart part, HdfFile file) {
    this.fault = fault;
    this.part = part;
    this.file = file;
  }

  /** Opens a file, or a part of one. */
  public static Hdf5Container open(FilePart part) {
    FileFault fault = new FileFault(part.file(), "UnreadableHdf5", ExitCode.DATA);
    return new Hdf5Container(fault, part, Hdf5Paths.open(fault, part));
  }

  /** Creates the errors about this file. */
  public FileFault fault() {
    return fault;
  }

  /** The names of the data sets that are in no group, in the order of the file. */
  public List<String> names() {
    return Hdf5Data.guarded(
        fault,
        null,
        () ->
            file.getChildren().values().stream()
                .filter(Dataset.class::isInstance)
                .map(Node::getName)
                .toList());
  }

  /**
   * The groups at the top of the file, sorted by the length of their names and then by name, so
   * that {@code a_2} is before {@code a_10}.
   */
  public List<Member> groups() {
    return Hdf5Data.guarded(
        fault,
        null,
        () ->
            file.getChildren().values().stream()
                .filter(node -> node instanceof Group && !node.isLink())
                .map(node -> member((Group) node))
                .sorted(
                    Comparator.comparing((Member group) -> group.name().length())
                        .thenComparing(Member::name))
                .toList());
  }

  private static Member member(Group group) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String name : group.getAttributes().keySet()) {
      attributes.put(name, CfAttributes.text(group, name));
    }
    return new Member(group.getName(), attributes, group.getChildren().keySet());
  }

  /** A text that is an attribute of the file; empty if it has none. */
  public String text(String attribute) {
    return Hdf5Data.guarded(fault, null, () -> CfAttributes.text(file, attribute));
  }

  /**
   * The lengths of the axes of a data set.
   *
   * @param array name or path; null for the only one
   */
  public long[] shape(@Nullable String array) {
    return Hdf5Data.guarded(
        fault,
        array,
        () ->
            Arrays.stream(Hdf5Paths.dataset(file, part.file(), array).getDimensions())
                .asLongStream()
                .toArray());
  }

  /**
   * A data set as a raster, which is closed with this file.
   *
   * @param array name or path; null for the only one
   * @param axes meaning of the axes; null to find it by the bands
   * @param bands expected number of bands; 1 for labels
   */
  public RasterSource raster(@Nullable String array, @Nullable String axes, int bands) {
    return raster(array, axes, bands, -1);
  }

  /**
   * Like {@link #raster(String, String, int)}, at an index of the axis N.
   *
   * @param row the index, from 0
   */
  public RasterSource raster(@Nullable String array, @Nullable String axes, int bands, int row) {
    return Hdf5Data.guarded(
        fault,
        array,
        () -> {
          Dataset dataset = Hdf5Paths.dataset(file, part.file(), array);
          Hdf5Data data = new Hdf5Data(fault, file, dataset);
          return new ArraySource(data, Axes.of(data.place(), data.shape(), axes, bands), row);
        });
  }

  @Override
  public void close() {
    file.close();
  }
}
