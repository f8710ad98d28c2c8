package org.eobench.datasets.folder.files;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
 *     NetCDF-4 files, with {@code {band}} if each band has its own; {@code files: 'x.npz:NAME'} is
 *     the same
 * @param axes order of the axes of arrays, such as {@code HWC} or {@code TCHW}; null finds it by
 *     the number of bands
 * @param bandNames text of a band in file names or arrays in place of {@code {band}}, where it is
 *     not the name of the band; several, such as {@code 559|560}, if sensors name the band
 *     differently in files
 * @param fileBands names of all bands of a file in their order, if {@code bands} lists only some of
 *     them; empty if it lists all
 * @param reference band that determines the grid if bands have files of several resolutions; null
 *     for the one with most pixels
 * @param resampling how bands of another resolution, and modalities of another grid, are resampled
 * @param timestamps dates of the axis T, or of {@code stepNames}: a list, a file (pattern) with a
 *     list, or the keys of {@link DateTable}
 * @param asset asset with all bands if {@code files} is a STAC item collection (JSON); null if each
 *     band has its own asset
 * @param sampleBy property of STAC items whose value is the sample, of which an item is one date;
 *     null if each item is a sample
 * @param stepNames texts of {@code {step}} in order of time, such as {@code [pre, post]}; empty if
 *     it is a number
 * @param missingSteps whether a sample must have a file of each of {@code stepNames}
 */
public record ImageFiles(
    String files,
    @Nullable String array,
    @Nullable String axes,
    @Default("{}") Map<String, String> bandNames,
    @Default("[]") List<String> fileBands,
    @Nullable String reference,
    @Default("bilinear") Resampling resampling,
    @Default("null") ConfigNode timestamps,
    @Nullable String asset,
    @Nullable String sampleBy,
    @Default("[]") List<String> stepNames,
    @Default("error") MissingSteps missingSteps) {

  /** What happens to a sample that lacks a file of one of the named steps. */
  public enum MissingSteps {
    /** It is an error. */
    ERROR,
    /** The date of that step has no data; the other dates keep their places. */
    EMPTY
  }

  private static final String BAND = "{" + FilePattern.BAND + "}";
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
    requireTexts(bandNames);
    requireArray(array, bandNames);
    stepNames = List.copyOf(stepNames);
    fileBands = List.copyOf(fileBands);
    if (new HashSet<>(fileBands).size() < fileBands.size()) {
      throw new IllegalArgumentException("file_bands must list each band once, not " + fileBands);
    }
    if (!stepNames.isEmpty() && !FilePattern.parse("files", files).has(FilePattern.STEP)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "step_names=%s are texts of the placeholder {step}, which files='%s' lacks",
              stepNames,
              files));
    }
    if (stepNames.contains("") || new HashSet<>(stepNames).size() < stepNames.size()) {
      throw new IllegalArgumentException(
          "step_names must be different texts in order of time, not " + stepNames);
    }
    if (Timestamps.of(timestamps) != null
        && stepNames.isEmpty()
        && FilePattern.parse("files", files).has(FilePattern.STEP)) {
      throw new IllegalArgumentException(
          "timestamps are for the axis T of arrays, or for step_names, which are not set");
    }
    if (stepNames.isEmpty() && missingSteps == MissingSteps.EMPTY) {
      throw new IllegalArgumentException(
          "missing_steps=empty needs step_names, which say what may be missing");
    }
    if (!isJson(files) && (asset != null || sampleBy != null)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "asset and sample_by are for files=ITEMS.json, a STAC item collection, not for '%s'",
              files));
    }
  }

  private static void requireTexts(Map<String, String> bandNames) {
    bandNames.forEach(
        (band, names) -> {
          if (Arrays.stream(names.split("\\|", -1)).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "band_names.%s must be a text, or several with | between them such as 559|560,"
                        + " not '%s'",
                    band,
                    names));
          }
        });
  }

  private static void requireArray(@Nullable String array, Map<String, String> bandNames) {
    if (array == null) {
      return;
    }
    if (array.replace(BAND, "").matches(".*\\{\\w+}.*")) {
      throw new IllegalArgumentException(
          "the array '" + array + "' may contain the placeholder {band} and no other");
    }
    if (array.contains(BAND) && bandNames.values().stream().anyMatch(name -> name.contains("|"))) {
      throw new IllegalArgumentException(
          "band_names=" + bandNames + " must name one array for each band of array=" + array);
    }
  }

  /** One file pattern without further keys. */
  public static ImageFiles of(String files) {
    return of(files, null, null);
  }

  /**
   * One file pattern of arrays.
   *
   * @param array name of the array, or null
   * @param axes order of its axes, or null
   */
  public static ImageFiles of(String files, @Nullable String array, @Nullable String axes) {
    return new ImageFiles(
        files,
        array,
        axes,
        Map.of(),
        List.of(),
        null,
        Resampling.BILINEAR,
        NONE,
        null,
        null,
        List.of(),
        MissingSteps.ERROR);
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

  /** Whether the files are listed in a STAC item collection. */
  public boolean isStac() {
    return isJson(files);
  }

  private static boolean isJson(String files) {
    return files.toLowerCase(Locale.ROOT).matches("[^*{}]*\\.(geo)?json");
  }

  /** Whether each band has a file or an array of its own. */
  public boolean isSplit() {
    return pattern().has(FilePattern.BAND) || (array != null && array.contains(BAND));
  }

  /**
   * The array of a file, or null.
   *
   * @param band text of the band in file names or arrays
   */
  @Nullable String array(String band) {
    return array == null ? null : array.replace(BAND, band);
  }

  /** The pattern of the files; one in its place if they are listed in a STAC item collection. */
  public FilePattern pattern() {
    String items = files + "/{id}/{date}" + (asset == null ? "/{band}" : "");
    return FilePattern.parse("files", isStac() ? items : files);
  }

  /** The texts that a band may have in file names. */
  List<String> namesOf(String band) {
    return Arrays.stream(bandNames.getOrDefault(band, band).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  /**
   * Refuses names in files that two bands share, because both would be read from one file.
   *
   * @param bands names of the modality's bands
   */
  public void requireOwnNames(List<String> bands) {
    Map<String, String> owners = new HashMap<>();
    for (String band : bands) {
      for (String name : namesOf(band)) {
        String other = owners.put(name, band);
        if (other != null) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "band_names=%s calls both %s and %s '%s', so that both would be the same file",
                  bandNames,
                  other,
                  band,
                  name));
        }
      }
    }
  }

  /** The number of dates that every sample has, whether there are images of them or not; or 0. */
  int places() {
    return missingSteps == MissingSteps.EMPTY ? stepNames.size() : 0;
  }

  /** The dates of the axis T, or null. */
  @Nullable Timestamps dates() {
    return Timestamps.of(timestamps);
  }
}
