package org.eobench.datasets.raster.formats;

import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.FileKind;

/** JPEG 2000, which is not read. */
final class Jpeg2000 {
  private Jpeg2000() {}

  static BenchException refused(Path file) {
    FileFault fault = new FileFault(file, "UnreadableJpeg2000", ExitCode.DATA);
    FileBytes.open(fault).close(); // Reports a missing file, with similar names.
    FileKind kind = FileKind.of(file);
    return kind == FileKind.JPEG2000
        ? new BenchException(
            ExitCode.DATA,
            Problem.of("UnreadableJpeg2000", "JPEG 2000 images are not read")
                .at(file.toString())
                .expecting("a GeoTIFF")
                .next(
                    "convert it: `gdal_translate -of COG "
                        + ShellWord.of(file.toString())
                        + " out.tif`"))
        : fault.broken("this is not a JPEG 2000 image", "", "a GeoTIFF");
  }
}
