package org.eobench.datasets.embeddings.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;
import org.jspecify.annotations.Nullable;

/** A raster or array for each sample, found by the sample's name. */
final class NamedMaps implements EmbeddingSource {
  private final Path path;
  private final Map<String, Path> files;
  private final StoredMap reader;
  private final int width;
  private final int side;

  /**
   * @param path the folder, for messages
   * @param files by name of the sample
   * @param side rows and columns of every map, or 0
   */
  NamedMaps(Path path, Map<String, Path> files, StoredMap reader, int width, int side) {
    this.path = path;
    this.files = files;
    this.reader = reader;
    this.width = width;
    this.side = side;
  }

  /** Files by their names without extension; of two with one name, none is found. */
  static Map<String, Path> byStem(Collection<Path> all) {
    Map<String, Path> files = new HashMap<>();
    Set<String> twice = new LinkedHashSet<>();
    for (Path file : all) {
      if (files.put(MapFiles.stem(file), file) != null) {
        twice.add(MapFiles.stem(file));
      }
    }
    twice.forEach(files::remove);
    return files;
  }

  /** The names that a file of a sample may have, the most exact first. */
  static List<String> names(SampleRef ref) {
    Set<String> names = new LinkedHashSet<>();
    names.add(ref.id());
    names.add(ref.id().replaceAll("[^A-Za-z0-9._-]", "_"));
    names.add(ref.id().substring(ref.id().lastIndexOf('/') + 1));
    ref.files().stream().limit(1).map(MapFiles::stem).forEach(names::add);
    return List.copyOf(names);
  }

  private @Nullable Path file(SampleRef ref) {
    return names(ref).stream().map(files::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** Whether every sample has a file. */
  boolean hasAll(List<SampleRef> samples) {
    return samples.stream().allMatch(ref -> file(ref) != null);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public boolean needsPlace() {
    return false;
  }

  @Override
  public List<String> remarks() {
    return List.of(
        String.format(Locale.ROOT, "embeddings of %d dimensions by name from %s", width, path));
  }

  @Override
  public void require(List<SampleRef> samples) {
    MissingEmbeddings.refuse(path, samples, ref -> file(ref) != null, files.keySet());
  }

  @Override
  public Image of(SampleRef ref, Acquisition acquisition) {
    return reader.read(Objects.requireNonNull(file(ref), ref.id()), width);
  }
}
