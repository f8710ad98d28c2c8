package org.eobench.datasets.folder;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.MaskKind;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.labels.LabelConfig;
import org.eobench.datasets.folder.labels.Legend;
import org.eobench.datasets.folder.labels.MaskConfig;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and records facts from the files that change how they are read: masks, alpha bands, scale
 * and offset, and implausible georeferences. One line per fact and modality.
 */
final class FileRemarks {
  private static final Logger LOG = LoggerFactory.getLogger(FileRemarks.class);

  private record Opened(Path path, GeoTiffInfo info, MaskKind mask) {
    boolean isMasked() {
      return mask == MaskKind.INTERNAL || mask == MaskKind.FILE;
    }
  }

  private final String kind;
  private final List<Opened> files;
  private final List<String> lines = new ArrayList<>();

  /**
   * Reads the headers of files of one kind. Unreadable files are skipped; reading them later
   * reports the error.
   *
   * @param kind modality, or {@code mask}
   */
  private FileRemarks(String kind, List<Path> paths) {
    this.kind = kind;
    // Side by side, as there may be tens of thousands of small files.
    this.files = paths.parallelStream().flatMap(path -> opened(path).stream()).toList();
  }

  private static Optional<Opened> opened(Path path) {
    try (GeoTiffReader reader = GeoTiffReader.open(path)) {
      return Optional.of(new Opened(path, reader.info(), reader.maskKind()));
    } catch (BenchException unreadable) {
      LOG.debug("{} cannot be inspected", path, unreadable);
      return Optional.empty();
    }
  }

  /**
   * Reads the headers of all files of a data set and logs the findings.
   *
   * @param known takes the grids of the files
   * @return all logged lines
   * @throws BenchException if only some samples define scale and offset, which the configuration
   *     does not allow
   */
  static List<String> of(
      Collection<FolderSample> samples, FolderConfig config, SampleImages known) {
    List<String> remarks = new ArrayList<>();
    for (String modality : config.images().keySet()) {
      FileRemarks images =
          new FileRemarks(modality, geoTiffs(samples, sample -> sample.files(modality)));
      images.files.forEach(file -> known.know(file.path, Grid.of(file.info)));
      images.logMasks();
      if (config.bandScale(modality) == null && !config.mixedScales()) {
        ScaleAgreement.require(modality, samples, images.scales());
      }
      images.logScales(config.bandScale(modality));
      images.logOpacity(config.layout().named(modality));
      remarks.addAll(images.lines);
    }
    FileRemarks masks = new FileRemarks("mask", geoTiffs(samples, FileRemarks::mask));
    masks.logMasks();
    MaskConfig mask = config.labels().masks();
    if (mask != null && !config.facts().task().equals("regression")) {
      masks.logLabels(config.labels(), config.facts(), mask);
    }
    remarks.addAll(masks.lines);
    return List.copyOf(remarks);
  }

  private Map<Path, List<BandScale>> scales() {
    Map<Path, List<BandScale>> scales = new HashMap<>();
    files.forEach(file -> scales.put(file.path, file.info.scales()));
    return scales;
  }

  private static List<Path> mask(FolderSample sample) {
    RasterFile mask = sample.mask();
    return mask == null ? List.of() : List.of(mask.path());
  }

  private static List<Path> geoTiffs(
      Collection<FolderSample> samples, Function<FolderSample, List<Path>> files) {
    return samples.stream()
        .flatMap(sample -> files.apply(sample).stream())
        .distinct()
        .filter(file -> RasterFile.of(file).isGeoTiff())
        .toList();
  }

  /** Logs findings that apply to images as well as label maps. */
  private void logMasks() {
    List<Opened> masked = files.stream().filter(Opened::isMasked).toList();
    if (!masked.isEmpty()) {
      boolean both = masked.stream().anyMatch(file -> file.info.nodata() != null);
      info(
          "%s: %d of %d files contain their own mask, such as %s; masked pixels have no data%s",
          kind,
          masked.size(),
          files.size(),
          masked.get(0).path,
          both ? "; the mask takes precedence over the nodata value, as in GDAL" : "");
    }
    warn(
        files.stream().filter(file -> file.mask == MaskKind.UNMARKED_FILE).toList(),
        "the .msk file has no item INTERNAL_MASK_FLAGS_1 and is not read, as in GDAL");
    warn(
        files.stream().filter(file -> file.info.negativeScaleY()).toList(),
        "ScaleY is negative; the file is read as north-up, as in GDAL");
  }

  private void warn(List<Opened> found, String what) {
    if (!found.isEmpty()) {
      warning(
          "%s: %s (%d of %d files, such as %s)",
          kind, what, found.size(), files.size(), found.get(0).path);
    }
  }

  /**
   * Logs the scale and offset of images.
   *
   * @param given the values from the config for the modality, or null
   */
  private void logScales(@Nullable BandScale given) {
    List<Opened> scaled =
        files.stream()
            .filter(file -> file.info.scales().stream().anyMatch(BandScale::changes))
            .toList();
    if (scaled.isEmpty()) {
      return;
    }
    if (given != null) {
      info(
          "%s: scale and offset of %d of %d files are ignored, because dataset.scale or"
              + " dataset.offset is set",
          kind, scaled.size(), files.size());
      return;
    }
    info(
        "%s: %d of %d files define scale and offset; values are stored * scale + offset, with %s;"
            + " to read the stored values, set `%s`",
        kind, scaled.size(), files.size(), text(scaled), "+dataset.scale." + kind + "=1");
    if (scaled.size() < files.size()) {
      warning(
          "%s: %d files define no scale; their stored values are used",
          kind, files.size() - scaled.size());
    }
  }

  private static String text(List<Opened> scaled) {
    Set<BandScale> kinds = new LinkedHashSet<>();
    scaled.forEach(file -> kinds.addAll(file.info.scales()));
    return kinds.stream()
        .limit(4)
        .map(kind -> plain(kind.scale()) + " and " + plain(kind.offset()))
        .collect(Collectors.joining(", or ", "", kinds.size() > 4 ? ", …" : ""));
  }

  private static String plain(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }

  /**
   * Logs alpha bands.
   *
   * @param named number of bands in the data set's config
   */
  private void logOpacity(int named) {
    long found =
        files.stream()
            .filter(file -> file.info.opacity() && file.info.bands() == named + 1)
            .filter(file -> !file.isMasked() && file.info.nodata() == null) // these take precedence
            .count();
    if (found > 0) {
      info(
          "%s: the last band of %d of %d files is an alpha band; pixels with alpha 0 have no data",
          kind, found, files.size());
    }
  }

  /** Logs findings that apply to label maps only. */
  private void logLabels(LabelConfig config, DatasetFacts facts, MaskConfig mask) {
    Legend legend = config.legend(facts);
    if (mask.band() == null) {
      logOpacity(legend.bands());
    }
    if (legend.isEmpty()) {
      int ignored = facts.ignoreIndex();
      List<String> classes = facts.classes();
      if (ignored < 0 || ignored >= classes.size()) {
        logClassNodata(classes);
      }
      return;
    }
    for (String name : legend.unused()) {
      warning("dataset.labels: no value is the class %s, so no pixel can have it", name);
    }
    logListedNodata(legend);
  }

  /** Logs nodata values of label maps that the legend lists as a class. */
  private void logListedNodata(Legend legend) {
    Map<Double, List<Opened>> found = new TreeMap<>();
    for (Opened file : files) {
      Double nodata = file.info.nodata();
      if (nodata != null && legend.listsClass(nodata) && !file.isMasked()) {
        found.computeIfAbsent(nodata, value -> new ArrayList<>()).add(file);
      }
    }
    found.forEach(
        (value, some) ->
            warning(
                "%s: the nodata value %s of %d of %d files is read as the class %s, because"
                    + " dataset.labels lists it",
                kind, plain(value), some.size(), files.size(), legend.nameOf(value)));
  }

  /**
   * Logs nodata values of label maps that equal a class number and are read as that class.
   *
   * @param classes class names
   */
  private void logClassNodata(List<String> classes) {
    Map<Integer, List<Opened>> found = new TreeMap<>();
    for (Opened file : files) {
      Double nodata = file.info.nodata();
      if (nodata != null
          && nodata == Math.rint(nodata)
          && nodata >= 0
          && nodata < classes.size()
          && !file.isMasked()) {
        found.computeIfAbsent(nodata.intValue(), value -> new ArrayList<>()).add(file);
      }
    }
    found.forEach(
        (value, some) ->
            warning(
                "%s: the nodata value %d of %d of %d files is also the number of class %s and is"
                    + " read as that class; to ignore these pixels, set"
                    + " `dataset.ignore_index=%d`",
                kind, value, some.size(), files.size(), classes.get(value), value));
  }

  private void info(String format, Object... values) {
    LOG.info("{}", kept(format, values));
  }

  private void warning(String format, Object... values) {
    LOG.warn("{}", kept(format, values));
  }

  private String kept(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    lines.add(line);
    return line;
  }
}
