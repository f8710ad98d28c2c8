package org.eobench.core.io.tensors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.zip.ZipArchive;

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
        String name = entry.getName();
        if (!name.endsWith(SUFFIX)) {
          continue;
        }
        long size = ZipArchive.checkedSize(entry, file);
        try (InputStream in = zip.getInputStream(entry)) {
          arrays.put(
              name.substring(0, name.length() - SUFFIX.length()),
              Npy.read(in, size, fault, "entry " + name));
        }
      }
      return arrays;
    } catch (IOException failure) {
      throw fault.broken("the file cannot be read: " + failure.getMessage(), "", "", failure);
    }
  }
}
