package org.eobench.testing.layouts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a tiny data set in the layout of a published one: same names, formats and codes. */
public interface LayoutFixture {
  /** The value of {@code dataset=} that reads it, such as {@code mados}. */
  String dataset();

  /**
   * Writes the files, the same ones in every call: at least two samples for each split.
   *
   * @param root existing, empty folder, which becomes {@code dataset.root_path}
   */
  void write(Path root) throws IOException;

  /**
   * What reads these files as they are: sizes that differ from the published ones, such as {@code
   * dataset.img_size=32}. {@code dataset.root_path} is not among them.
   */
  default List<String> overrides() {
    return List.of();
  }
}
