package org.eobench.core.io.tensors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.zip.ZipArchive;
import org.jspecify.annotations.Nullable;

/** Reads NumPy's {@code .npz} files: zip archives with one {@code .npy} per array. */
public final class Npz {
  private static final String SUFFIX = ".npy";

  private Npz() {}

  /** Reads all arrays by name, in the order of the file. */
  public static Map<String, NpyArray> read(Path path) {
    FileFault fault = new FileFault(path, "UnreadableNpy", ExitCode.DATA);
    try (FileBytes file = FileBytes.open(fault);
        ZipFile zip = ZipArchive.open(fault)) {
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (ZipEntry entry : ZipArchive.entries(zip, fault).values()) {
        if (entry.getName().endsWith(SUFFIX)) {
          arrays.put(arrayName(entry), array(zip, entry, file));
        }
      }
      return arrays;
    } catch (IOException failure) {
      throw unreadable(fault, failure);
    }
  }

  /**
   * Reads one array.
   *
   * @param name its name, or null for the only array of a file
   * @throws BenchException if there is no such array; the error lists those that there are
   */
  public static NpyArray read(Path path, @Nullable String name) {
    return with(path, name, Npz::array);
  }

  /** Reads the header of an array, which is found as in {@link #read(Path, String)}. */
  public static NpyInfo info(Path path, @Nullable String name) {
    return with(
        path,
        name,
        (zip, entry, file) -> {
          long size = ZipArchive.checkedSize(entry, file);
          String place = "entry " + entry.getName();
          try (InputStream in = zip.getInputStream(entry)) {
            String text = Npy.headerText(in, size, file.fault(), place);
            NpyHeader header = NpyHeader.parse(text, file.fault(), place);
            return new NpyInfo(header.dtype(), header.shape());
          }
        });
  }

  /** Reads from one entry. */
  @FunctionalInterface
  private interface EntryReader<T> {
    T read(ZipFile zip, ZipEntry entry, FileBytes file) throws IOException;
  }

  private static <T> T with(Path path, @Nullable String name, EntryReader<T> reader) {
    FileFault fault = new FileFault(path, "UnreadableNpy", ExitCode.DATA);
    try (FileBytes file = FileBytes.open(fault);
        ZipFile zip = ZipArchive.open(fault)) {
      Map<String, ZipEntry> arrays = new LinkedHashMap<>();
      for (ZipEntry entry : ZipArchive.entries(zip, fault).values()) {
        if (entry.getName().endsWith(SUFFIX)) {
          arrays.put(arrayName(entry), entry);
        }
      }
      String wanted = name == null && arrays.size() == 1 ? arrays.keySet().iterator().next() : name;
      ZipEntry entry = wanted == null ? null : arrays.get(wanted);
      if (entry == null) {
        throw unknown(path, name, arrays.keySet());
      }
      return reader.read(zip, entry, file);
    } catch (IOException failure) {
      throw unreadable(fault, failure);
    }
  }

  private static BenchException unknown(Path path, @Nullable String name, Set<String> arrays) {
    String what =
        name == null
            ? "the file has " + arrays.size() + " arrays, and none is named"
            : "the file has no array '" + name + "'";
    String likely =
        name == null || Suggest.nearest(name, arrays).isEmpty()
            ? arrays.stream().findFirst().orElse("NAME")
            : Suggest.nearest(name, arrays).get(0);
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnknownArray", what)
            .at(path.toString())
            .expecting(Suggest.oneOf(arrays, ""))
            .next("name the array after the file: `FILE.npz:" + likely + "`"));
  }

  private static NpyArray array(ZipFile zip, ZipEntry entry, FileBytes file) throws IOException {
    long size = ZipArchive.checkedSize(entry, file);
    try (InputStream in = zip.getInputStream(entry)) {
      return Npy.read(in, size, file.fault(), "entry " + entry.getName());
    }
  }

  private static String arrayName(ZipEntry entry) {
    return entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
  }

  private static BenchException unreadable(FileFault fault, IOException failure) {
    return fault.broken("the file cannot be read: " + failure.getMessage(), "", "", failure);
  }
}
