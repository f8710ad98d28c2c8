package org.eobench.datasets.folder.files;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.folder.files.FoundFiles.Found;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.formats.DecodedArrays;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.jspecify.annotations.Nullable;

/** Sorts the files of one modality of one sample into dates. */
final class FrameSeries {
  private final ImageFiles images;
  private final FilePattern pattern;

  // What the pattern has, found once for all samples.
  private final boolean stepped;
  private final boolean inName;
  private final boolean banded;
  private final boolean split;

  private final List<String> bands;
  private final int named;
  private final @Nullable Pattern datePattern;
  private final boolean dated;
  private final Path root;
  private final DecodedArrays arrays;
  private final @Nullable Timestamps timestamps;
  private boolean sorted;

  /**
   * @param bands names of the modality's bands
   * @param named number of bands in a file
   * @param datePattern finds the date in a file name or a timestamp, or null
   * @param dated whether it also applies to names without {@code {date}}
   * @param arrays keeps arrays that several samples are parts of
   */
  FrameSeries(
      ImageFiles images,
      List<String> bands,
      int named,
      @Nullable Pattern datePattern,
      boolean dated,
      Path root,
      DecodedArrays arrays) {
    this.images = images;
    this.pattern = images.pattern();
    this.stepped = pattern.has(FilePattern.STEP);
    this.inName = pattern.has(FilePattern.DATE);
    this.banded = pattern.has(FilePattern.BAND);
    this.split = images.isSplit();
    this.bands = bands;
    this.named = named;
    this.datePattern = datePattern;
    this.dated = dated;
    this.root = root;
    this.arrays = arrays;
    this.timestamps = images.dates();
  }

  /** Whether dates along the axis T of an array were not in order of time. */
  boolean isSorted() {
    return sorted;
  }

  /**
   * The dates in order of time.
   *
   * @param found files of one sample
   * @throws BenchException if a date cannot be read, or a date lacks a band
   */
  List<Frame> of(String sample, List<Found> found) {
    Map<String, List<Found>> dates = new LinkedHashMap<>();
    for (Found file : found) {
      String text =
          file.values().getOrDefault(FilePattern.DATE, "")
              + file.values().getOrDefault(FilePattern.STEP, "");
      dates.computeIfAbsent(text, key -> new ArrayList<>()).add(file);
    }
    requireSteps(sample, found);
    List<LocalDateTime> steps = steps(found.get(0));
    List<Frame> frames = new ArrayList<>();
    for (List<Found> date : dates.values()) {
      Map<String, RasterFile> files = files(sample, date);
      Found first = date.get(0);
      if (stepped) {
        int step = (int) step(first);
        frames.add(new Frame(steps.isEmpty() ? null : steps.get(step), step, 0, files));
      } else if (inName) {
        frames.add(dated(date(first), 0, files));
      } else {
        frames.addAll(along(first, files));
      }
    }
    List<Frame> ordered = new ArrayList<>(frames);
    ordered.sort(Comparator.comparingLong(Frame::order));
    sorted |= !ordered.equals(frames) && !stepped && dates.size() == 1;
    return distinct(ordered);
  }

  /** Two images of one second keep their order. */
  private static List<Frame> distinct(List<Frame> ordered) {
    List<Frame> frames = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (Frame frame : ordered) {
      last = frames.isEmpty() ? frame.order() : Math.max(frame.order(), last + 1);
      frames.add(new Frame(frame.date(), last, frame.index(), frame.files()));
    }
    return frames;
  }

  private static Frame dated(LocalDateTime date, int index, Map<String, RasterFile> files) {
    return new Frame(date, date.toEpochSecond(ZoneOffset.UTC), index, files);
  }

  /** The dates of the steps, as far as known. */
  private List<LocalDateTime> steps(Found found) {
    if (timestamps == null || images.stepNames().isEmpty()) {
      return List.of();
    }
    List<LocalDateTime> dates = timestamps.read(root, found.values(), datePattern);
    if (dates.size() != images.stepNames().size()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "DateCount",
                  String.format(
                      Locale.ROOT,
                      "there are %d steps, but timestamps has %d dates",
                      images.stepNames().size(),
                      dates.size()))
              .at(found.file().toString())
              .expecting("one date for each of step_names=" + images.stepNames())
              .next("correct timestamps"));
    }
    return dates;
  }

  /** The dates along the axis T; one for files without it. */
  private List<Frame> along(Found found, Map<String, RasterFile> files) {
    int count = 1;
    RasterFile file = files.values().iterator().next();
    String axes = images.axes();
    if (axes == null ? file.isArray() : axes.contains("T")) {
      RasterHeader header = file.inAnyRow().header(named);
      count = header.frames();
    }
    List<LocalDateTime> dates =
        timestamps != null
            ? timestamps.read(root, found.values(), datePattern)
            : count > 1 || datePattern == null || !dated
                ? List.of()
                : NamedDate.in(DataFolder.name(found.file()), datePattern);
    if (timestamps != null && dates.size() != count) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "DateCount",
                  String.format(
                      Locale.ROOT,
                      "the array has %d dates, but timestamps has %d",
                      count,
                      dates.size()))
              .at(file.toString())
              .expecting("one date for each index of the axis T, in the order of the array")
              .next("list the dates of this array in timestamps, and check axes"));
    }
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(dates.isEmpty() ? new Frame(null, i, i, files) : dated(dates.get(i), i, files));
    }
    return frames;
  }

  /** The file of each band, or one with all. */
  private Map<String, RasterFile> files(String sample, List<Found> date) {
    Map<String, RasterFile> files = new TreeMap<>();
    if (!banded) {
      requireOne(sample, date);
      Found only = date.get(0);
      if (split) {
        bands.forEach(band -> files.put(band, open(only, images.namesOf(band).get(0))));
      } else {
        files.put(Frame.ALL, open(only, ""));
      }
      return files;
    }
    Map<String, Found> byText = new LinkedHashMap<>();
    for (Found file : date) {
      Found other = byText.put(file.values().get(FilePattern.BAND), file);
      requireOne(sample, other == null ? List.of() : List.of(other, file));
    }
    for (String band : bands) {
      List<Found> named =
          images.namesOf(band).stream().map(byText::get).filter(Objects::nonNull).toList();
      if (named.isEmpty()) {
        throw absent(sample, band, date.get(0));
      }
      if (named.size() > 1) {
        throw several(sample, band, named);
      }
      Found file = named.get(0);
      files.put(band, open(file, file.values().getOrDefault(FilePattern.BAND, "")));
    }
    return files;
  }

  private static void requireOne(String sample, List<Found> files) {
    if (files.size() > 1) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "SeveralFiles",
                  String.format(Locale.ROOT, "sample %s has two images of one date", sample))
              .at(files.get(0).file() + ", " + files.get(1).file())
              .expecting("one image for each date and band")
              .next("remove one of the two, or correct sample_by"));
    }
  }

  private static BenchException several(String sample, String band, List<Found> files) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "SeveralFiles",
                String.format(
                    Locale.ROOT, "sample %s has %d files of band %s", sample, files.size(), band))
            .at(files.get(0).file() + ", " + files.get(1).file())
            .expecting("a file of one of the names in band_names." + band)
            .next("remove one of the files, or one of the names"));
  }

  private RasterFile open(Found found, String band) {
    return new RasterFile(found.file(), images.array(band), images.axes(), -1, arrays);
  }

  private BenchException absent(String sample, String band, Found other) {
    Map<String, String> values = new LinkedHashMap<>(other.values());
    values.remove(FilePattern.ANY); // The files of other bands may be in another folder.
    List<String> names = images.namesOf(band);
    values.put(
        FilePattern.BAND, names.size() == 1 ? names.get(0) : "(" + String.join("|", names) + ")");
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "MissingFile",
                String.format(Locale.ROOT, "sample %s has no file of band %s", sample, band))
            .at(pattern.resolve(root, values).toString())
            .expecting("a file for each of the bands " + bands)
            .next(
                "add the file, remove the band from dataset.bands, or set band_names if the band"
                    + " has another name in file names, such as `band_names: {"
                    + band
                    + ": B02}`"));
  }

  /** A date that is named is not taken for another one where it is missing. */
  private void requireSteps(String sample, List<Found> found) {
    if (images.missingSteps() == ImageFiles.MissingSteps.EMPTY) {
      return; // It has its place, which has no data.
    }
    Set<String> there =
        found.stream()
            .map(file -> file.values().getOrDefault(FilePattern.STEP, ""))
            .collect(Collectors.toSet());
    for (String step : images.stepNames()) {
      if (!there.contains(step)) {
        Map<String, String> values = new LinkedHashMap<>(found.get(0).values());
        values.put(FilePattern.STEP, step);
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "MissingFile",
                    String.format(Locale.ROOT, "sample %s has no file of step %s", sample, step))
                .at(pattern.resolve(root, values).toString())
                .expecting("a file for each of step_names=" + images.stepNames())
                .next(
                    "add the file, move the other files of the sample away, or set `missing_steps:"
                        + " empty`: the date then has no data"));
      }
    }
  }

  private long step(Found found) {
    String text = found.values().getOrDefault(FilePattern.STEP, "");
    if (!images.stepNames().isEmpty()) {
      return images.stepNames().indexOf(text);
    }
    if (!text.matches("\\d{1,9}")) {
      throw notA(
          "number",
          text,
          found,
          "use {date} for dates, step_names for"
              + " texts such as pre and post, or another name for a group");
    }
    return Long.parseLong(text);
  }

  private LocalDateTime date(Found found) {
    String text = found.values().getOrDefault(FilePattern.DATE, "");
    List<LocalDateTime> date =
        datePattern == null
            ? NamedDate.of(text)
            : NamedDate.in(DataFolder.name(found.file()), datePattern);
    if (date.isEmpty()) {
      throw notA(
          "date",
          text,
          found,
          "use {step} for numbers that order the dates, such as months, or set"
              + " dataset.date_pattern");
    }
    return date.get(0);
  }

  private static BenchException notA(String what, String text, Found found, String next) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "InvalidDate",
                String.format(Locale.ROOT, "'%s' in the file name is not a %s", text, what))
            .at(found.file().toString())
            .expecting(
                what.equals("date")
                    ? "a date such as 20181012, 2018-10-12, 2018285 or 2018-10"
                    : "a number such as 03")
            .next(next));
  }
}
