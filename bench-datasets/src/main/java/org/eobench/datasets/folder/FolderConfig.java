package org.eobench.datasets.folder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.datasets.folder.files.DateChoice;
import org.eobench.datasets.folder.files.DatePairing;
import org.eobench.datasets.folder.files.FilePattern;
import org.eobench.datasets.folder.files.FolderLayout;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.files.ImageFiles;
import org.eobench.datasets.folder.files.SampleNames;
import org.eobench.datasets.folder.labels.LabelConfig;
import org.eobench.datasets.folder.split.SplitConfig;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code folder}: files of your own.
 *
 * <p>A pattern is a path relative to {@code root_path} with placeholders: {@code *} or {@code {id}}
 * for the name that all files of a sample share, {@code {band}}, {@code {date}} or {@code {step}}
 * where bands or dates have files of their own, and any other name for a group of samples: {@code
 * images/*_S2.tif}, {@code {region}/{id}_{date}_{band}.tif}.
 *
 * @param facts the keys of every data set. If {@code data_mean} and the other statistics are empty,
 *     they are computed from the valid pixels of the training split; {@code fill_value} is a value
 *     after scale and offset
 * @param images file pattern of each modality's images, or the keys of {@link ImageFiles}; null for
 *     a modality that the data lack
 * @param labels where labels are and what they mean
 * @param scale factor by which the stored values of a modality are multiplied
 * @param offset term added after that; if either is set, scale and offset from the files of the
 *     modality are ignored
 * @param mixedScales whether some samples may define scale and offset in their files and others not
 * @param nodata nodata value of a modality, which overrides the values in the files
 * @param chipSize size of the windows that images are cut into, or 0 for whole images
 * @param datePattern regular expression whose first group is the date in the file names of the
 *     first modality: {@code 2018285}, {@code 20181012} or {@code 2018-10-12}, with or without a
 *     time such as {@code T185301}; null if names contain no date
 * @param listedAs how tables and lists write the name of a sample where it is neither its name nor
 *     a path: a pattern of its placeholders; or null
 * @param dates which dates are used if a sample has more than {@code multi_temporal}; null refuses
 *     such a sample
 * @param pairing which dates of the other modalities belong to those of the first one
 * @param split how samples are divided into splits
 */
public record FolderConfig(
    @Inline DatasetFacts facts,
    Map<String, ConfigNode> images,
    @Inline LabelConfig labels,
    @Default("{}") Map<String, Double> scale,
    @Default("{}") Map<String, Double> offset,
    @Default("false") boolean mixedScales,
    @Default("{}") @Range(finite = false) Map<String, Double> nodata,
    @Range(min = 0, max = 100_000) @Default("0") int chipSize,
    @Nullable String datePattern,
    @Nullable String listedAs,
    @Nullable DateChoice dates,
    @Default("date") DatePairing pairing,
    SplitConfig split) {

  public FolderConfig {
    images = given(images);
    if (images.isEmpty()) {
      throw new IllegalArgumentException(
          "images must give the files of at least one modality, such as"
              + " `'dataset.images.optical=*.tif'`");
    }
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
          "auto_download=true: folder reads your own files, so there is nothing to download;"
              + " set it to false");
    }
    requireKnown("scale", scale, images);
    requireKnown("offset", offset, images);
    requireKnown("nodata", nodata, images);
    if (scale.containsValue(0.0)) {
      throw new IllegalArgumentException("scale=0 would make all values equal");
    }
    for (Map.Entry<String, ConfigNode> entry : images.entrySet()) {
      String modality = entry.getKey();
      requireFits(modality, ImageFiles.of("images." + modality, entry.getValue()), facts);
    }
    requireDatePattern(datePattern);
    if (listedAs != null) {
      FilePattern.parse("listed_as", listedAs);
    }
    Map.Entry<String, ConfigNode> first = images.entrySet().iterator().next();
    labels.requireFits(
        ImageFiles.of("images." + first.getKey(), first.getValue()).pattern(), facts);
  }

  /** The same config with other keys of every data set. */
  public FolderConfig with(DatasetFacts others) {
    return new FolderConfig(
        others,
        images,
        labels,
        scale,
        offset,
        mixedScales,
        nodata,
        chipSize,
        datePattern,
        listedAs,
        dates,
        pairing,
        split);
  }

  /** Without modalities whose files are null. */
  private static Map<String, ConfigNode> given(Map<String, ConfigNode> images) {
    Map<String, ConfigNode> given = new LinkedHashMap<>(images);
    given.values().removeIf(files -> files instanceof ScalarNode text && text.value() == null);
    return Collections.unmodifiableMap(given);
  }

  /**
   * Scale and offset of a modality; null if the config sets neither, so that those of the files
   * apply.
   */
  public @Nullable BandScale bandScale(String modality) {
    Double factor = scale.get(modality);
    Double added = offset.get(modality);
    return factor == null && added == null
        ? null
        : new BandScale(factor == null ? 1 : factor, added == null ? 0 : added);
  }

  /** What is probably meant otherwise, as sentences. */
  List<String> remarks() {
    boolean dates = facts.frames() > 1 || images.size() < 2;
    return dates || !facts.task().equals("change_detection")
        ? List.of()
        : List.of(
            "change detection compares dates, but multi_temporal is false and images lists the"
                + " modalities "
                + images.keySet()
                + "; if these are two dates of one sensor, make them steps of one modality, such as"
                + " images: {optical: {files: '{step}/{id}.tif', step_names: [A, B]}}, and"
                + " multi_temporal: 2");
  }

  /** How lists may write the names of samples. */
  SampleNames names(Map<String, FolderSample> samples) {
    List<FilePattern> patterns = new ArrayList<>(layout().patterns());
    if (listedAs != null) {
      patterns.add(FilePattern.parse("listed_as", listedAs));
    }
    return new SampleNames(samples, patterns);
  }

  /** Where the files are. */
  public FolderLayout layout() {
    Map<String, ImageFiles> files = new LinkedHashMap<>();
    images.forEach(
        (modality, node) -> files.put(modality, ImageFiles.of("images." + modality, node)));
    return new FolderLayout(
        files,
        labels.maskFiles(),
        facts.bands(),
        facts.frames(),
        dates,
        pairing,
        datePattern == null ? null : Pattern.compile(datePattern));
  }

  /** Refuses names of bands that the modality does not have. */
  private static void requireFits(String modality, ImageFiles files, DatasetFacts facts) {
    List<String> bands = facts.bands().getOrDefault(modality, List.of());
    List<String> named = new ArrayList<>(files.bandNames().keySet());
    if (files.reference() != null) {
      named.add(files.reference());
    }
    for (String band : named) {
      if (!bands.contains(band)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "images.%s names the band %s, but bands.%s lists %s",
                modality,
                band,
                modality,
                bands));
      }
    }
    if (!files.fileBands().isEmpty()
        && (files.isSplit() || !files.fileBands().containsAll(bands))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images.%s.file_bands=%s must list all bands of a file with several, among them those"
                  + " of bands.%s, %s",
              modality,
              files.fileBands(),
              modality,
              bands));
    }
    if (files.isSplit()) {
      files.requireOwnNames(bands);
    } else if (!named.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images.%s sets %s, which is for files or arrays of one band each; use {band} in"
                  + " files, not '%s'",
              modality,
              files.reference() == null ? "band_names" : "reference",
              files.files()));
    }
  }

  /** Refuses values for an unknown modality, which would have no effect. */
  private static void requireKnown(
      String key, Map<String, Double> values, Map<String, ConfigNode> images) {
    for (String modality : values.keySet()) {
      if (!images.containsKey(modality)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s lists the modality %s, but images has %s",
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
                "date_pattern '%s' must contain a group in parentheses for the date, such as"
                    + " '_(\\d{8})_'",
                pattern));
      }
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "date_pattern '%s' is not a valid regular expression: %s",
              pattern,
              wrong.getDescription()));
    }
  }
}
