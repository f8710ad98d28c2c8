package org.eobench.datasets.quickstart;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.ImageSeries;
import org.eobench.datasets.raster.LabelRaster;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.ValueRaster;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;
import org.jspecify.annotations.Nullable;

/**
 * Synthetic chips for tasks other than segmentation: {@code training/} and {@code validation/} with
 * {@code STEM_merged.tif}, or {@code STEM_2020152_merged.tif} for each of two dates, and the
 * targets in {@code STEM.mask.tif}, {@code STEM.plants.tif} or one {@code classes.csv}. Splits are
 * those of {@code quickstart}.
 */
final class QuickstartDataset extends SplitDataset {
  private static final String OPTICAL = "optical";

  private static final Pattern IMAGE =
      Pattern.compile("(.+?)(?:_(\\d{7}))?" + Pattern.quote(QuickstartFiles.IMAGE_END));
  private static final Pattern DATE = Pattern.compile("_(\\d{7})_");

  private final QuickstartKind kind;
  private final Map<Path, ChipClasses> classes;

  private QuickstartDataset(
      QuickstartKind kind, DatasetSpec spec, SplitSamples samples, Map<Path, ChipClasses> classes) {
    super(spec, samples);
    this.kind = kind;
    this.classes = classes;
  }

  /** Lists the files of a folder generated for one kind of target. */
  static QuickstartDataset open(QuickstartKind kind, DatasetSpec spec, DataFolder folder) {
    requireModalities(spec, List.of(OPTICAL));
    SplitSamples samples = SplitSamples.ofTwoParts(folder.root(), part -> list(kind, folder, part));
    Map<Path, ChipClasses> classes = new HashMap<>();
    for (SampleRef ref : List.of(samples.val().get(0), samples.test().get(0))) {
      if (kind.ofWholeChips()) {
        classes.put(target(ref), ChipClasses.read(target(ref)));
      }
    }
    return new QuickstartDataset(kind, spec, samples, classes);
  }

  private static List<SampleRef> list(QuickstartKind kind, DataFolder folder, String part) {
    Path place = folder.require(part);
    Map<String, List<Path>> images = new LinkedHashMap<>();
    for (Path image : folder.files(place, QuickstartFiles.IMAGE_END)) {
      Matcher name = IMAGE.matcher(DataFolder.name(image));
      if (name.matches()) {
        images.computeIfAbsent(name.group(1), stem -> new ArrayList<>()).add(image);
      }
    }
    List<SampleRef> refs = new ArrayList<>();
    images.forEach(
        (stem, files) -> {
          files.add(place.resolve(kind.targetFile(stem)));
          refs.add(new SampleRef(part + "/" + stem, files));
        });
    folder.requireAll(refs.stream().map(QuickstartDataset::target).distinct().toList());
    return refs;
  }

  private static Path target(SampleRef ref) {
    return ref.files().get(ref.files().size() - 1);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    List<String> wanted = bands.getOrDefault(OPTICAL, List.of());
    List<Image> dates = new ArrayList<>();
    List<LocalDateTime> taken = new ArrayList<>();
    GeoTiffInfo info = null;
    for (Path file : ref.files().subList(0, ref.files().size() - 1)) {
      ImageRaster raster =
          ImageRaster.read(
              file, fileBands(OPTICAL), wanted, SyntheticImage.NO_DATA, ImageRaster.WHOLE);
      dates.add(raster.image());
      taken.addAll(NamedDate.in(DataFolder.name(file), DATE));
      info = raster.info();
    }
    if (info == null) {
      throw new IllegalArgumentException("sample " + ref.id() + " has no image");
    }
    Map<String, Image> images = new LinkedHashMap<>();
    if (!wanted.isEmpty()) {
      images.put(OPTICAL, ImageSeries.of(dates));
    }
    Acquisition acquisition = ChipPlace.of(info, info.all(), taken, null);
    return new Sample(images, target(ref, info), ref, acquisition);
  }

  @Override
  public @Nullable Target indexedTarget(SampleRef ref) {
    return switch (kind) {
      case SEGMENTATION, CHANGE, REGRESSION -> null;
      case CLASSIFICATION -> classes(target(ref)).one(stem(ref));
      case MULTI_LABEL -> classes(target(ref)).many(stem(ref), spec().numClasses());
    };
  }

  private Target target(SampleRef ref, GeoTiffInfo image) {
    Target known = indexedTarget(ref);
    if (known != null) {
      return known;
    }
    return kind == QuickstartKind.REGRESSION
        ? ValueRaster.read(target(ref), null, image)
        : LabelRaster.read(target(ref), null, image, spec());
  }

  private ChipClasses classes(Path file) {
    ChipClasses found = classes.get(file);
    return found == null ? ChipClasses.read(file) : found;
  }

  private static String stem(SampleRef ref) {
    return ref.id().substring(ref.id().indexOf('/') + 1);
  }
}
