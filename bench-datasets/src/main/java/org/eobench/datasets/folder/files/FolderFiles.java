package org.eobench.datasets.folder.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.datasets.folder.files.FoundFiles.Found;
import org.eobench.datasets.raster.formats.DecodedArrays;
import org.eobench.datasets.raster.formats.RasterFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the files of each sample and reports missing ones. */
public final class FolderFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FolderFiles.class);

  private static final int MOST_PROBLEMS = 5;

  private final Path root;
  private final FolderLayout layout;
  private final Problems problems = new Problems();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, FrameSeries> series = new LinkedHashMap<>();
  private final DateAlignment alignment;
  private final DecodedArrays arrays = DecodedArrays.inHeap();

  private FolderFiles(Path root, FolderLayout layout) {
    this.root = root;
    this.layout = layout;
    this.alignment = new DateAlignment(layout);
    layout
        .images()
        .forEach(
            (modality, images) ->
                series.put(
                    modality,
                    new FrameSeries(
                        images,
                        layout.bands(modality),
                        layout.named(modality),
                        images.isStac() ? null : layout.datePattern(),
                        modality.equals(layout.first()),
                        root,
                        arrays)));
  }

  /**
   * The files of every sample. Files of other modalities and masks without an image of the first
   * modality are left out with a remark.
   *
   * @param choice which samples are used
   * @throws BenchException if there is no image, or an image lacks another modality, a band or its
   *     mask
   */
  public static FolderIndex list(Path root, FolderLayout layout, SampleChoice choice) {
    return new FolderFiles(root, layout).list(choice);
  }

  /** All samples. */
  public static FolderIndex list(Path root, FolderLayout layout) {
    return list(root, layout, SampleChoice.ALL);
  }

  private FolderIndex list(SampleChoice choice) {
    Map<String, SampleFiles> kinds = new LinkedHashMap<>();
    layout
        .images()
        .forEach(
            (modality, images) ->
                kinds.put(modality, SampleFiles.of(images, layout.bands(modality), root, remarks)));
    SampleFiles masks = null;
    if (layout.mask() != null) {
      masks = SampleFiles.of(layout.mask(), List.of(), root, remarks);
    }
    SampleFiles images = Objects.requireNonNull(kinds.get(layout.first()));
    if (masks != null && !masks.pattern().equals(images.pattern())) {
      images = images.without(masks.paths()); // A mask that also matches is not an image.
      kinds.put(layout.first(), images);
    }
    requireAny(images);
    images = chosen(images, choice);
    kinds.put(layout.first(), images);
    Map<String, MatchedFiles> matched = new LinkedHashMap<>();
    for (Map.Entry<String, SampleFiles> kind : kinds.entrySet()) {
      matched.put(kind.getKey(), match(kind.getKey(), kind.getValue(), images));
    }
    MatchedFiles matchedMasks = masks == null ? null : match("mask", masks, images);
    problems.throwIfAny(ExitCode.DATA);
    Map<String, FolderSample> samples = new TreeMap<>();
    for (Map<String, String> key : images.groups().keySet()) {
      for (FolderSample sample : samples(images.name(key), key, matched, matchedMasks)) {
        FolderSample other = samples.put(sample.id(), sample);
        if (other != null) {
          throw new IllegalStateException("two samples are called " + sample.id());
        }
      }
    }
    problems.throwIfAny(ExitCode.DATA);
    series.forEach(
        (modality, dates) -> {
          if (dates.isSorted()) {
            remarks.add(modality + ": the dates of the arrays are not in order and are sorted");
          }
        });
    remarks.addAll(alignment.remarks(samples.size()));
    remarks.forEach(LOG::info);
    return new FolderIndex(samples, remarks);
  }

  private SampleFiles chosen(SampleFiles images, SampleChoice choice) {
    SampleFiles kept = images.only(choice);
    remarks.addAll(choice.remarks());
    if (kept.groups().isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingData", "no sample is used: " + String.join("; ", choice.remarks()))
              .at(root.toString())
              .expecting("at least one sample")
              .next("check the files in the folder"));
    }
    return kept;
  }

  private MatchedFiles match(String kind, SampleFiles files, SampleFiles images) {
    MatchedFiles matched = new MatchedFiles(kind, files, images, root);
    matched.problems(remarks).forEach(problems::add);
    return matched;
  }

  /** The sample of a group of files, or one for each index of the axis N. */
  private List<FolderSample> samples(
      String name,
      Map<String, String> key,
      Map<String, MatchedFiles> kinds,
      @Nullable MatchedFiles masks) {
    Map<String, String> placeholders = new LinkedHashMap<>(key);
    Map<String, List<Frame>> dates = new LinkedHashMap<>();
    RasterFile mask = null;
    DateAlignment.Aligned aligned;
    try {
      for (Map.Entry<String, MatchedFiles> kind : kinds.entrySet()) {
        List<Found> files = kind.getValue().of(key);
        SampleFiles.key(files.get(0)).forEach(placeholders::putIfAbsent);
        FrameSeries own = Objects.requireNonNull(series.get(kind.getKey()));
        dates.put(kind.getKey(), own.of(name, files));
      }
      if (masks != null && layout.mask() != null) {
        Found file = masks.of(key).get(0);
        SampleFiles.key(file).forEach(placeholders::putIfAbsent);
        mask = new RasterFile(file.file(), layout.mask().array(), layout.mask().axes(), -1, arrays);
      }
      aligned = alignment.of(name, dates);
    } catch (BenchException failure) {
      if (problems.list().size() < MOST_PROBLEMS) {
        problems.addAll(failure);
      }
      return List.of();
    }
    FolderSample sample =
        new FolderSample(name, placeholders, aligned.images(), aligned.dates(), mask);
    int rows = rows(sample);
    List<FolderSample> samples = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      samples.add(sample.at(row, layout));
    }
    return rows == 0 ? List.of(sample) : samples;
  }

  /** The number of samples along the axis N of the first modality; 0 if there is no such axis. */
  private int rows(FolderSample sample) {
    String axes = layout.images(layout.first()).axes();
    if (axes == null || !axes.contains("N")) {
      return 0;
    }
    Frame frame = sample.first(layout.first());
    RasterFile file = frame.files().values().iterator().next();
    return file.samples(layout.named(layout.first()));
  }

  private void requireAny(SampleFiles images) {
    FilePattern pattern = images.pattern();
    Set<String> others = new TreeSet<>(MatchedFiles.others(pattern, root).keySet());
    others.removeAll(images.names());
    Optional<FilePattern> spelled = pattern.otherExtension();
    if (images.groups().isEmpty()) {
      List<String> ignored =
          remarks.stream().filter(line -> line.contains(" " + pattern + " ")).toList();
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "MissingData",
                  ignored.isEmpty()
                      ? "no file matches the pattern " + pattern
                      : "no file has the texts that the pattern needs: " + ignored.get(0))
              .at(root.toString())
              .expecting(
                  others.isEmpty() || spelled.isEmpty()
                      ? "files such as " + pattern.resolve(root, Map.of(FilePattern.ID, "NAME"))
                      : "did you mean " + spelled.get() + "?")
              .next(
                  ignored.isEmpty()
                      ? "check dataset.root_path and dataset.images"
                      : "set band_names or step_names to the texts in the file names"));
    }
    if (!others.isEmpty() && spelled.isPresent()) {
      LOG.warn(
          "{} files match {} instead of {} and are ignored unless renamed: {}",
          others.size(),
          spelled.get(),
          pattern,
          MatchedFiles.some(others));
    }
  }
}
