package org.eobench.datasets.terramesh;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.split.HeldOut;
import org.eobench.datasets.split.SplitSamples;
import org.jspecify.annotations.Nullable;

/** Where the images of each sample are: in one archive of the shard for each kind of image. */
final class MeshShards {
  private static final List<Path> NONE = List.of();

  private final TerraMeshConfig config;
  private final @Nullable String label;
  private final DataFolder folder;
  private final Map<String, Map<String, FilePart>> parts = new HashMap<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param label folder of the labels; null if they are not read
   */
  MeshShards(TerraMeshConfig config, @Nullable String label) {
    this.config = config;
    this.label = label;
    this.folder = DataFolder.of(config.facts());
  }

  /** What was decided about the splits, as sentences. */
  List<String> remarks() {
    return remarks;
  }

  /** The image of a sample that a folder such as {@code S2L2A} has. */
  FilePart part(SampleRef ref, String kind) {
    return Objects.requireNonNull(
        Objects.requireNonNull(parts.get(ref.id()), ref.id()).get(kind), kind);
  }

  /**
   * Lists the samples of the splits.
   *
   * @throws BenchException if a shard is missing or damaged, or lacks a sample of another kind
   */
  SplitSamples samples() {
    List<SampleRef> training = new ArrayList<>();
    shards("train").forEach(shard -> training.addAll(list(shard)));
    List<SampleRef> validation = new ArrayList<>();
    List<SampleRef> test = new ArrayList<>();
    for (Path shard : shards("val")) {
      List<SampleRef> refs = list(shard);
      Set<String> held =
          HeldOut.of(
              refs.stream().map(SampleRef::id).toList(), config.testShare(), config.splitSeed());
      refs.forEach(ref -> (held.contains(ref.id()) ? test : validation).add(ref));
    }
    if (!test.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%d of the %d samples of val are the test split, because none is published"
                  + " (dataset.test_share=%s)",
              test.size(),
              test.size() + validation.size(),
              config.testShare()));
    }
    return new SplitSamples(folder.root(), training, validation, test);
  }

  /** The names of the shards in a folder of the publisher's split, sorted, of any kind of image. */
  private List<Path> shards(String split) {
    Path place = folder.root().resolve(split);
    PathMatcher chosen = FileSystems.getDefault().getPathMatcher("glob:" + config.shards());
    Set<Path> shards = new TreeSet<>();
    Path other = null;
    for (String kind : kinds()) {
      Path archives = place.resolve(kind);
      for (Path file : Files.isDirectory(archives) ? folder.files(archives, ".tar") : NONE) {
        if (chosen.matches(file.getFileName())) {
          shards.add(place.resolve(kinds().get(0)).resolve(DataFolder.name(file)));
        } else {
          other = other == null ? file : other;
        }
      }
    }
    if (shards.isEmpty() && other != null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingData", "no shard is named " + config.shards())
              .at(place.toString())
              .expecting("archives such as " + DataFolder.name(other))
              .next("correct `dataset.shards`"));
    }
    return List.copyOf(shards);
  }

  /** Lists the samples of a shard, each of which all kinds must have. */
  private List<SampleRef> list(Path shard) {
    Path split = Objects.requireNonNull(Objects.requireNonNull(shard.getParent()).getParent());
    Map<String, Path> files = new LinkedHashMap<>();
    kinds().forEach(kind -> files.put(kind, split.resolve(kind).resolve(DataFolder.name(shard))));
    folder.requireAll(List.copyOf(files.values()));
    Map<String, Map<String, FilePart>> byKind = new LinkedHashMap<>();
    files.forEach((kind, file) -> byKind.put(kind, Shard.samples(file)));
    Set<String> names = byKind.values().iterator().next().keySet();
    byKind.forEach((kind, samples) -> requireSame(names, samples.keySet(), files, kind));
    List<SampleRef> refs = new ArrayList<>();
    for (String name : names) {
      Map<String, FilePart> own = new LinkedHashMap<>();
      byKind.forEach((kind, samples) -> own.put(kind, Objects.requireNonNull(samples.get(name))));
      if (parts.put(name, own) != null) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of("DoubleSample", "two shards have the sample " + name)
                .at(shard.toString())
                .expecting("shards of one version of the data set")
                .next("remove the shards of the other version, or choose with `dataset.shards`"));
      }
      refs.add(new SampleRef(name, List.copyOf(files.values())));
    }
    return refs;
  }

  /** The folders of the images, then that of the labels. */
  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    config.facts().bands().keySet().forEach(modality -> kinds.add(config.images().get(modality)));
    if (label != null) {
      kinds.add(label);
    }
    return kinds.stream().distinct().toList();
  }

  private static void requireSame(
      Set<String> names, Set<String> others, Map<String, Path> files, String kind) {
    String lacking =
        names.stream()
            .filter(name -> !others.contains(name))
            .findFirst()
            .orElse(others.stream().filter(name -> !names.contains(name)).findFirst().orElse(""));
    if (!lacking.isEmpty()) {
      boolean here = names.contains(lacking);
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "MissingModality",
                  String.format(
                      Locale.ROOT,
                      "sample %s is in the shard of %s alone",
                      lacking,
                      here ? files.keySet().iterator().next() : kind))
              .at(String.valueOf(here ? files.get(kind) : files.values().iterator().next()))
              .expecting("the same samples in all archives of a shard")
              .next("download the archives of this shard again, all of one version"));
    }
  }
}
