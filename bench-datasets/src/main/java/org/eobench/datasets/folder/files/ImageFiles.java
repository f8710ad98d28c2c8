package org.eobench.datasets.folder.files;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.datasets.raster.formats.Axes;
import org.jspecify.annotations.Nullable;

/**
 * The files of one modality. A text in the config, {@code optical: '{id}_S2.tif'}, is short for
 * {@code optical: {files: '{id}_S2.tif'}}.
 *
 * @param files path pattern relative to {@code root_path}
 * @param array name of the array in {@code .npz} files, or path of the data set in HDF5 and
 *     NetCDF-4 files; {@code files: 'x.npz:NAME'} is the same
 * @param axes order of the axes of arrays, such as {@code HWC} or {@code TCHW}; null finds it by
 *     the number of bands
 * @param bandNames text of a band in file names in place of {@code {band}}, where it is not the
 *     name of the band
 * @param reference band that determines the grid if bands have files of several resolutions; null
 *     for the one with most pixels
 * @param resampling how bands of another resolution, and modalities of another grid, are resampled
 * @param timestamps dates of the axis T: a list, or a file (pattern) with a list
 */
public record ImageFiles(
    String files,
    @Nullable String array,
    @Nullable String axes,
    @Default("{}") Map<String, String> bandNames,
    @Nullable String reference,
    @Default("bilinear") Resampling resampling,
    @Default("null") ConfigNode timestamps) {
  private static final Pattern WITH_ARRAY =
      Pattern.compile("(?i)(.+\\.(?:npz|h5|hdf5|he5|nc|nc4)):(.+)");

  public ImageFiles {
    Matcher found = WITH_ARRAY.matcher(files);
    if (found.matches()) {
      if (array != null) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "files=%s already names an array, so array=%s is one too many",
                files,
                array));
      }
      files = found.group(1);
      array = found.group(2);
    }
    if (axes != null) {
      axes = new Axes(axes).letters();
    }
    FilePattern.parse("files", files);
    Timestamps.of(timestamps);
  }

  /** One file pattern without further keys. */
  public static ImageFiles of(String files) {
    return new ImageFiles(files, null, null, Map.of(), null, Resampling.BILINEAR, NONE);
  }

  private static final ConfigNode NONE =
      new ScalarNode(null, org.eobench.core.config.tree.Origin.defaultOf("ImageFiles"));

  /**
   * Reads the short or the long form.
   *
   * @param key key of the node, for error messages
   * @throws BenchException with every problem of the long form
   */
  public static ImageFiles of(String key, ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      FilePattern.parse(key, text);
      return of(text);
    }
    Problems problems = new Problems();
    ImageFiles files = Binder.bind(node, "dataset." + key, ImageFiles.class, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return java.util.Objects.requireNonNull(files);
  }

  /** The pattern of the files. */
  public FilePattern pattern() {
    return FilePattern.parse("files", files);
  }

  /** The text of a band in file names. */
  String nameOf(String band) {
    return bandNames.getOrDefault(band, band);
  }

  /** The dates of the axis T, or null. */
  @Nullable Timestamps dates() {
    return Timestamps.of(timestamps);
  }
}
