package org.eobench.datasets.cabuar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FilePart;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.GridBands;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.MaskValues;
import org.eobench.datasets.raster.TargetSize;
import org.eobench.datasets.raster.UnknownLabel;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.Hdf5Container;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * CaBuAr: each group of an HDF5 file has {@code pre_fire} and {@code post_fire} ({@code [H,W,C]})
 * and {@code mask} ({@code [H,W,1]}, 1 where it burned), and the attribute {@code fold}. Groups
 * without an image before the fire are left out.
 */
public final class CabuarDataset extends SplitDataset {
  private static final String OPTICAL = "optical";
  private static final List<String> STEPS = List.of("pre_fire", "post_fire");
  private static final String MASK = "mask";
  private static final String AXES = "HWC";

  /** A group of a file. */
  private record Fire(Path file, String group) {
    RasterFile array(String name) {
      return new RasterFile(file, "/" + group + "/" + name, AXES, -1);
    }
  }

  private final Map<String, Fire> fires;
  private final List<String> remarks;

  private CabuarDataset(
      DatasetSpec spec, SplitSamples samples, Map<String, Fire> fires, List<String> remarks) {
    super(spec, samples);
    this.fires = Map.copyOf(fires);
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Lists the groups of the files.
   *
   * @throws BenchException if a file is missing or damaged, or a group has no fold or no mask
   */
  public static CabuarDataset open(CabuarConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec(config.facts().datasetName(), context);
    requireModalities(spec, List.of(OPTICAL));
    DataFolder folder = DataFolder.of(config.facts());
    List<Path> files = config.files().stream().map(folder.root()::resolve).toList();
    folder.requireAll(files);
    Map<Split, List<SampleRef>> refs = new EnumMap<>(Split.class);
    Map<String, Fire> fires = new HashMap<>();
    int single = 0;
    int unused = 0;
    for (Path file : files) {
      String stem = DataFolder.name(file).replaceFirst("\\.\\w+$", "");
      for (Hdf5Container.Member group : groups(file)) {
        String split = split(config, file, group);
        requireArrays(file, group);
        if (split.equals(CabuarConfig.NONE)) {
          unused++;
        } else if (!group.members().containsAll(STEPS)) {
          single++;
        } else {
          SampleRef ref = new SampleRef(stem + "/" + group.name(), List.of(file));
          fires.put(ref.id(), new Fire(file, group.name()));
          refs.computeIfAbsent(of(split), key -> new ArrayList<>()).add(ref);
        }
      }
    }
    SplitSamples samples =
        new SplitSamples(
            folder.root(),
            refs.getOrDefault(Split.TRAIN, List.of()),
            refs.getOrDefault(Split.VAL, List.of()),
            refs.getOrDefault(Split.TEST, List.of()));
    return new CabuarDataset(spec, samples, fires, remarks(single, unused));
  }

  private static List<Hdf5Container.Member> groups(Path file) {
    try (Hdf5Container open = Hdf5Container.open(FilePart.whole(file))) {
      return open.groups();
    }
  }

  private static List<String> remarks(int single, int unused) {
    List<String> remarks = new ArrayList<>();
    if (single > 0) {
      remarks.add(
          String.format(
              Locale.ROOT, "%d fires have no image before the fire and are left out", single));
    }
    if (unused > 0) {
      remarks.add(
          String.format(Locale.ROOT, "%d fires are of no split, as dataset.folds says", unused));
    }
    return remarks;
  }

  private static Split of(String word) {
    for (Split split : Split.values()) {
      if (split.key().equals(word)) {
        return split;
      }
    }
    throw new IllegalArgumentException(word); // The config refuses it.
  }

  private static String split(CabuarConfig config, Path file, Hdf5Container.Member group) {
    String fold = group.attributes().get("fold");
    String split = fold == null ? null : config.folds().get(fold);
    if (split == null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "UnknownSplit",
                  fold == null
                      ? "the group has no attribute 'fold'"
                      : "the attribute fold is '" + fold + "'")
              .at(file + ":/" + group.name())
              .expecting("one of " + String.join(", ", new TreeSet<>(config.folds().keySet())))
              .next("download the file again, or add the fold to dataset.folds"));
    }
    return split;
  }

  private static void requireArrays(Path file, Hdf5Container.Member group) {
    if (!group.members().containsAll(Set.of(STEPS.get(1), MASK))) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("UnknownArray", "the group has only " + new TreeSet<>(group.members()))
              .at(file + ":/" + group.name())
              .expecting("the data sets post_fire and mask, and pre_fire in most groups")
              .next("download the file again, or remove it from dataset.files"));
    }
  }

  @Override
  public List<String> remarks() {
    return remarks;
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    Fire fire = Objects.requireNonNull(fires.get(ref.id()), ref.id());
    List<String> named = fileBands(OPTICAL).stream().map(Band::name).toList();
    Grid grid = fire.array(STEPS.get(1)).header(named.size()).grid();
    Window window = ImageRaster.part(grid.all(), choice);
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) -> images.put(modality, series(fire, named, wanted, grid, window)));
    return new Sample(images, burned(fire, grid, window), ref, Acquisition.UNKNOWN);
  }

  /** Both dates, {@code [C,2,H,W]}. */
  private static Image series(
      Fire fire, List<String> named, List<String> wanted, Grid grid, Window window) {
    int plane = window.height() * window.width();
    float[] values = new float[wanted.size() * STEPS.size() * plane];
    for (int t = 0; t < STEPS.size(); t++) {
      float[] date = GridBands.of(grid, window).read(fire.array(STEPS.get(t)), 0, named, wanted);
      for (int c = 0; c < wanted.size(); c++) {
        System.arraycopy(date, c * plane, values, (c * STEPS.size() + t) * plane, plane);
      }
    }
    return new Image(values, wanted.size(), STEPS.size(), window.height(), window.width());
  }

  private LabelMap burned(Fire fire, Grid grid, Window window) {
    try (RasterSource source = fire.array(MASK).open(1)) {
      TargetSize.require(
          source.header().place(), source.header().grid(), grid, "download the file again");
      double[] stored = MaskValues.read(source, window, bands -> 1, null).values();
      int[] labels = new int[stored.length];
      for (int i = 0; i < labels.length; i++) {
        if (stored[i] != 0 && stored[i] != 1) {
          throw UnknownLabel.of(
              source.header().type().text(stored[i]), source.header().place(), window, i, spec());
        }
        labels[i] = (int) stored[i];
      }
      return new LabelMap(labels, window.height(), window.width());
    }
  }
}
