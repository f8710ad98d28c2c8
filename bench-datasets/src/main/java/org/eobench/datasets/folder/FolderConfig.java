package org.eobench.datasets.folder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.io.geotiff.BandScale;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code folder}: anyone's GeoTIFFs.
 *
 * <p>A pattern is a path below {@code root_path} with one placeholder, {@code *} or {@code {id}},
 * that stands for the name which the files of one sample share: {@code images/*_S2.tif} and {@code
 * masks/*_label.tif}.
 *
 * @param facts the keys of every data set; {@code data_mean} and the others may be left empty, they
 *     are then computed from the pixels with data of the training split; {@code fill_value} is a
 *     value after scale and offset
 * @param images pattern of the images of each modality
 * @param mask pattern of the label maps
 * @param scale factor that the stored values of a modality are multiplied by
 * @param offset what is added after that; where either is given, scale and offset that the files of
 *     the modality name themselves do not hold
 * @param nodata value of a modality that stands for "no measurement", in place of what the files
 *     say
 * @param chipSize side of the windows that images are cut into, or 0 for whole images
 * @param datePattern regular expression that finds the date in the file names of the first
 *     modality, as its first group: {@code 2018285}, {@code 20181012} or {@code 2018-10-12}, with
 *     or without a time such as {@code T185301}; null where names tell no date
 * @param split how samples are divided
 */
public record FolderConfig(
    @Inline DatasetFacts facts,
    Map<String, String> images,
    String mask,
    @Default("{}") Map<String, Double> scale,
    @Default("{}") Map<String, Double> offset,
    @Default("{}") @Range(finite = false) Map<String, Double> nodata,
    @Range(min = 0, max = 100_000) @Default("0") int chipSize,
    @Nullable String datePattern,
    FolderSplit split) {

  public FolderConfig {
    if (!images.keySet().equals(facts.bands().keySet())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images and bands must have the same modalities, not %s and %s",
              images.keySet(),
              facts.bands().keySet()));
    }
    if (facts.autoDownload()) {
      throw new IllegalArgumentException(
          "auto_download=true: folder reads files of your own, so there is nothing to download;"
              + " leave it false");
    }
    requireKnown("scale", scale, images);
    requireKnown("offset", offset, images);
    requireKnown("nodata", nodata, images);
    if (scale.containsValue(0.0)) {
      throw new IllegalArgumentException("scale is 0, by which every value would be the same");
    }
    images.forEach((modality, pattern) -> FilePattern.parse("images." + modality, pattern));
    FilePattern.parse("mask", mask);
    requireDatePattern(datePattern);
  }

  /**
   * Scale and offset of a modality, or null where the config gives neither and those of the files
   * hold.
   */
  @Nullable BandScale bandScale(String modality) {
    Double factor = scale.get(modality);
    Double added = offset.get(modality);
    return factor == null && added == null
        ? null
        : new BandScale(factor == null ? 1 : factor, added == null ? 0 : added);
  }

  /** Values of a modality that is not there would be read by nothing. */
  private static void requireKnown(
      String key, Map<String, Double> values, Map<String, String> images) {
    for (String modality : values.keySet()) {
      if (!images.containsKey(modality)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s names the modality %s; images has %s",
                key,
                modality,
                images.keySet()));
      }
    }
  }

  private static void requireDatePattern(@Nullable String pattern) {
    if (pattern == null) {
      return;
    }
    try {
      if (Pattern.compile(pattern).matcher("").groupCount() < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "date_pattern '%s' must have a group in parentheses that finds the date, such as"
                    + " '_(\\d{8})_'",
                pattern));
      }
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "date_pattern '%s' is no regular expression: %s",
              pattern,
              wrong.getDescription()));
    }
  }

  /** How samples are divided. */
  public enum SplitBy {
    /** Whole images, drawn by {@code seed} in the shares of {@code ratio}. */
    RATIO,
    /** Whole images, named in text files, one name a line. */
    LIST,
    /** Each image into three blocks in the shares of {@code ratio}, with a gap between them. */
    BLOCKS
  }

  /** Along which side of an image the blocks follow each other. */
  public enum Axis {
    /** Train on top, test at the bottom. */
    ROWS,
    /** Train on the left, test on the right. */
    COLUMNS
  }

  /**
   * The keys below {@code split}.
   *
   * @param ratio shares of train, val and test, which sum to 1
   * @param seed of {@code by: ratio}; the same seed and names give the same split everywhere
   * @param lists text file for each of train, val and test, below {@code root_path}
   * @param axis of {@code by: blocks}
   * @param margin pixels between two blocks that belong to neither
   */
  public record FolderSplit(
      @Default("ratio") SplitBy by,
      @Default("[0.7, 0.15, 0.15]") List<Double> ratio,
      @Default("0") long seed,
      @Nullable Map<String, String> lists,
      @Default("rows") Axis axis,
      @Range(min = 0) @Default("16") int margin) {

    public FolderSplit {
      double sum = 0;
      for (double share : ratio) {
        if (share < 0) {
          throw new IllegalArgumentException("ratio has the negative share " + share);
        }
        sum += share;
      }
      if (ratio.size() != 3 || Math.abs(sum - 1) > 1e-6) {
        throw new IllegalArgumentException(
            "ratio must give the shares of train, val and test with the sum 1, not " + ratio);
      }
      if (by == SplitBy.LIST
          && (lists == null || !lists.keySet().equals(java.util.Set.of("train", "val", "test")))) {
        throw new IllegalArgumentException("by: list needs lists with train, val and test");
      }
    }
  }
}
