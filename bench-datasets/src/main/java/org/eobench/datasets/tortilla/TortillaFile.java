package org.eobench.datasets.tortilla;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.table.Table;

/**
 * Lists the files of an archive: the bytes {@code #y}, then as 64-bit integers the offset and the
 * length of the table, and the number of partitions. Offsets count from the start of the archive
 * that a table belongs to. Every range is checked against its archive.
 */
public final class TortillaFile {
  private static final int HEADER = 26;
  private static final int FOOTER_AT = 2;
  private static final String EXPECTED = "a complete tortilla archive";

  private TortillaFile() {}

  /**
   * Lists the files.
   *
   * @param part the archive, which may be a file of another archive
   * @throws org.eobench.core.error.BenchException if it is damaged or no such archive
   */
  public static List<TortillaRow> rows(FilePart part) {
    FileFault fault = new FileFault(part.file(), "UnreadableTortilla", ExitCode.DATA);
    FilePart footer;
    try (FileBytes bytes = FileBytes.open(fault, part)) {
      footer = footer(bytes, part);
    }
    Table table = Table.parquet(footer);
    List<TortillaRow> rows = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      rows.add(row(row, part, footer, fault));
    }
    return List.copyOf(rows);
  }

  private static FilePart footer(FileBytes bytes, FilePart part) {
    ByteBuffer header = bytes.read(0, HEADER, "the header").order(ByteOrder.LITTLE_ENDIAN);
    if (header.get(0) != '#' || header.get(1) != 'y') {
      throw bytes
          .fault()
          .broken("the archive does not begin with #y", "offset " + part.offset(), EXPECTED);
    }
    long offset = header.getLong(FOOTER_AT);
    long length = header.getLong(FOOTER_AT + Long.BYTES);
    bytes.requireInside(offset, length, "the table of the archive");
    return new FilePart(part.file(), part.offset() + offset, length);
  }

  private static TortillaRow row(Table.Row row, FilePart part, FilePart footer, FileFault fault) {
    long offset = number(row, "tortilla:offset", fault);
    long length = number(row, "tortilla:length", fault);
    long payload = footer.offset() - part.offset();
    if (offset < 0 || length <= 0 || offset > payload || length > payload - offset) {
      throw fault.broken(
          String.format(Locale.ROOT, "a file of %d bytes at %d is outside", length, offset),
          row.place(),
          String.format(Locale.ROOT, "a range inside the %d bytes before the table", payload));
    }
    return new TortillaRow(
        String.join("", row.cell("tortilla:id")),
        String.join("", row.cell("tortilla:file_format")),
        new FilePart(part.file(), part.offset() + offset, length),
        row);
  }

  private static long number(Table.Row row, String column, FileFault fault) {
    String text = String.join("", row.cell(column));
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException wrong) {
      throw fault.broken(
          "the column " + column + " contains '" + text + "'", row.place(), "whole numbers");
    }
  }
}
