package org.eobench.datasets.terramesh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.raster.DataFolder;

/**
 * The samples of one kind in a shard, by their names, in the order of the archive: a tar of {@code
 * majortom_val_0000001.zarr.zip} and so on. Only headers are read; nothing is unpacked.
 */
final class Shard {
  private static final String SUFFIX = ".zarr.zip";

  private Shard() {}

  /**
   * Lists the samples.
   *
   * @throws BenchException if the archive is damaged, has no sample, or two of a name
   */
  static Map<String, FilePart> samples(Path file) {
    FileFault fault = new FileFault(file, "UnreadableTar", ExitCode.DATA);
    Map<String, FilePart> samples = new LinkedHashMap<>();
    try (TarFile tar = new TarFile(file)) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        String name = DataFolder.name(Path.of(entry.getName()));
        if (!entry.isFile() || !name.endsWith(SUFFIX)) {
          continue;
        }
        if (entry.isSparse()) {
          throw fault.broken("the entry is sparse", entry.getName(), "entries of plain files");
        }
        FilePart part = new FilePart(file, entry.getDataOffset(), entry.getSize());
        String sample = name.substring(0, name.length() - SUFFIX.length());
        if (samples.put(sample, part) != null) {
          throw fault.broken("two samples have this name", entry.getName(), "each sample once");
        }
      }
    } catch (IOException | IllegalArgumentException damaged) {
      throw fault.broken(
          "the archive cannot be read: " + damaged.getMessage(), "", "a complete tar", damaged);
    }
    if (samples.isEmpty()) {
      throw fault.broken("the archive has no sample", "", "entries NAME" + SUFFIX);
    }
    return samples;
  }
}
