package org.eobench.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The format of a file by its first bytes, used to distinguish a file of another format from a
 * damaged one.
 */
public enum FileKind {
  EMPTY("an empty file"),
  TIFF("a TIFF image", "UnreadableTiff"),
  PNG("a PNG image", "UnreadablePicture"),
  JPEG("a JPEG image", "UnreadablePicture"),
  GIF("a GIF image"),
  JPEG2000("a JPEG 2000 image"),
  HDF5("an HDF5 or NetCDF-4 file", "UnreadableHdf5"),
  NETCDF("a classic NetCDF file"),
  GRIB("a GRIB file"),
  PARQUET("a Parquet file"),
  SQLITE("an SQLite database, such as a GeoPackage"),
  NPY("a NumPy array (.npy)", "UnreadableNpy"),
  NPZ("an archive of NumPy arrays (.npz)", "UnreadableNpy"),
  TORCH_ZIP("a PyTorch checkpoint", "UnreadableWeights", "UnreadableScript"),
  PICKLE("a Python pickle", "UnreadableWeights", "UnreadablePickle"),
  ZIP("a zip archive", "UnreadableZarr"),
  GZIP("a gzip archive"),
  TAR("a tar archive", "UnreadableTar", "UnreadableZarr"),
  TORTILLA("a tortilla archive", "UnreadableTortilla", "UnreadableTiff", "UnreadableHdf5"),
  PDF("a PDF document"),
  JSON("a JSON file"),
  XML("an XML file", "UnreadableVrt"),
  HTML("a web page (HTML)"),
  LFS("a Git LFS pointer, not the file itself");

  private static final int ENOUGH = 512;
  private static final int TAR_MAGIC = 257;

  private final String title;
  private final Set<String> readers;

  /**
   * @param title name for users, with its article
   * @param readers problem ids of the readers for this format
   */
  FileKind(String title, String... readers) {
    this.title = title;
    this.readers = Set.of(readers);
  }

  /** The name for users, with its article. */
  public String title() {
    return title;
  }

  /** Whether a reader, identified by its problem id, reads this format. */
  boolean isFor(String reader) {
    return readers.contains(reader);
  }

  /** Advice on how to get the intended file. */
  public String remedy() {
    return switch (this) {
      case EMPTY -> "download or write it again, or exclude it";
      case LFS -> "run git lfs pull in its repository";
      case HTML ->
          "the download returned a web page instead of the file: download the file by its direct"
              + " address";
      case ZIP, GZIP, TAR -> "unpack it and use a file inside it";
      case NETCDF -> "convert it to NetCDF-4, for example with `nccopy -k nc4 FILE out.nc`";
      case PNG, JPEG, GIF, JPEG2000, HDF5, GRIB ->
          "convert it (images with gdal_translate), or correct the path";
      default -> "correct the path";
    };
  }

  /** Detects the format; null if the first bytes are not known or the file cannot be read. */
  public static @Nullable FileKind of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(ENOUGH));
    } catch (IOException unreadable) {
      return null;
    }
  }

  static @Nullable FileKind of(byte[] start) {
    if (start.length == 0) {
      return EMPTY;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
      return TIFF;
    }
    if (text.startsWith("II+\0") || text.startsWith("MM\0+")) {
      return TIFF;
    }
    if (text.startsWith("PK")) {
      return zip(text);
    }
    if (start.length > 1 && start[0] == (byte) 0x80 && start[1] > 0 && start[1] < 6) {
      return PICKLE;
    }
    for (Magic magic : MAGICS) {
      if (text.startsWith(magic.bytes)) {
        return magic.kind;
      }
    }
    if (text.length() > TAR_MAGIC && text.startsWith("ustar", TAR_MAGIC)) {
      return TAR;
    }
    return ofText(text);
  }

  private record Magic(String bytes, FileKind kind) {}

  private static final List<Magic> MAGICS =
      List.of(
          new Magic("\u0089PNG\r\n", PNG),
          new Magic("\u00ff\u00d8\u00ff", JPEG),
          new Magic("GIF8", GIF),
          new Magic("\0\0\0\fjP  ", JPEG2000),
          new Magic("\u00ff\u004f\u00ff\u0051", JPEG2000),
          new Magic("\u0089HDF\r\n", HDF5),
          new Magic("CDF\u0001", NETCDF),
          new Magic("CDF\u0002", NETCDF),
          new Magic("CDF\u0005", NETCDF),
          new Magic("GRIB", GRIB),
          new Magic("PAR1", PARQUET),
          new Magic("SQLite format 3\0", SQLITE),
          new Magic("\u0093NUMPY", NPY),
          new Magic("\u001f\u008b", GZIP),
          new Magic("#y", TORTILLA),
          new Magic("%PDF-", PDF),
          new Magic("version https://git-lfs", LFS));

  /** Detects the format of a zip by the name of its first entry. */
  private static FileKind zip(String text) {
    if (text.contains("data.pkl")) {
      return TORCH_ZIP;
    }
    return text.contains(".npy") ? NPZ : ZIP;
  }

  /** A safetensors file starts with a length whose high bytes are zero. */
  private static @Nullable FileKind ofText(String text) {
    String shown = text.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading();
    String lower = shown.toLowerCase(Locale.ROOT);
    if (text.indexOf('\0') >= 0) {
      return null;
    }
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return HTML;
    }
    if (lower.startsWith("<?xml") || lower.startsWith("<vrt")) {
      return XML;
    }
    return shown.matches("(?s)[\\[{]\\s*[\"{\\[\\]}0-9-].*") ? JSON : null;
  }
}
