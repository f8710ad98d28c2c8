package org.eobench.datasets.tortilla;

import java.util.List;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.table.Table;

/**
 * A file in an archive.
 *
 * @param id its name, such as {@code s2}
 * @param format {@code TORTILLA}, {@code GTiff}, {@code HDF5} or another one
 * @param part where it is
 * @param row all that the table says about it
 */
public record TortillaRow(String id, String format, FilePart part, Table.Row row) {
  private static final String ARCHIVE = "TORTILLA";

  /** Whether it is an archive itself. */
  public boolean isArchive() {
    return format.equals(ARCHIVE);
  }

  /** The texts of a column; none if the table does not have it. */
  public List<String> cell(String column) {
    return row.cell(column);
  }

  /** The only text of a column, or an empty one. */
  public String text(String column) {
    return String.join("", row.cell(column));
  }
}
