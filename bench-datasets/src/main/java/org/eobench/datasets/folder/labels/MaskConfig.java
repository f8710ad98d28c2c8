package org.eobench.datasets.folder.labels;

import java.util.Locale;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.datasets.folder.files.ImageFiles;
import org.eobench.datasets.folder.files.Resampling;
import org.jspecify.annotations.Nullable;

/**
 * The key {@code mask}: a pattern, or a mapping of these keys.
 *
 * @param files pattern of the masks, relative to {@code root_path}
 * @param array name of the array in {@code .npz}, HDF5 and NetCDF-4 files, as for images
 * @param axes order of the axes of arrays, as for images
 * @param band the band to read, from 1; null for the only one, or for all that {@code labels} names
 * @param nodata value of pixels that do not count, besides the nodata value of the files
 * @param resampling {@code nearest} brings masks of another resolution to the pixels of the image;
 *     null refuses them
 */
public record MaskConfig(
    String files,
    @Nullable String array,
    @Nullable String axes,
    @Range(min = 1, max = 100_000) @Nullable Integer band,
    @Range(finite = false) @Nullable Double nodata,
    @Nullable Resampling resampling) {

  public MaskConfig {
    if (resampling == Resampling.BILINEAR) {
      throw new IllegalArgumentException(
          "resampling=bilinear would mix labels; use nearest, or null to require the image's grid");
    }
  }

  /**
   * Reads the key.
   *
   * @throws org.eobench.core.error.BenchException if it is neither text nor such a mapping
   */
  public static MaskConfig of(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof String pattern) {
      return new MaskConfig(pattern, null, null, null, null, null);
    }
    Problems problems = new Problems();
    MaskConfig mask = Binder.bind(node, "dataset.mask", MaskConfig.class, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return Objects.requireNonNull(mask);
  }

  /** The files in the form of those of a modality. */
  public ImageFiles images() {
    return ImageFiles.of(files, array, axes);
  }

  /**
   * Checks that these keys do not contradict a legend.
   *
   * @throws IllegalArgumentException if it lists the nodata value as a class, or needs several
   *     bands although {@code band} selects one
   */
  public void requireFits(Legend legend) {
    if (nodata != null && legend.listsClass(nodata)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "mask.nodata=%s is the label of %s in labels; remove one of the two",
              nodata,
              legend.nameOf(nodata)));
    }
    if (band != null && legend.bands() > 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "mask.band=%d selects one band, but labels is for %d bands: %s; remove one of the"
                  + " two",
              band,
              legend.bands(),
              legend));
    }
  }
}
