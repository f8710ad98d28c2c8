package org.eobench.datasets.folder.files;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names of all samples, with lookup by the spellings that occur in lists of samples. */
public final class SampleNames {
  private static final String EXTENSION = "\\.\\w{2,4}$";

  private final Map<String, List<FolderSample>> byId;
  private final Set<String> names;
  private final List<String> byPath;

  /** Names that are numbers with leading zeros, by the number without them. */
  private final Map<String, List<String>> byNumber;

  private final List<FilePattern> patterns;

  /** For each pattern: matchers of its last parts, of one part first. */
  private final Map<FilePattern, List<FilePattern.PathMatch>> matchers = new HashMap<>();

  /**
   * @param samples all samples by name
   * @param patterns of their files
   */
  public SampleNames(Map<String, FolderSample> samples, List<FilePattern> patterns) {
    this.byId =
        samples.values().stream()
            .collect(
                Collectors.groupingBy(
                    sample -> sample.placeholders().getOrDefault(FilePattern.ID, "")));
    this.byNumber =
        byId.keySet().stream()
            .filter(id -> id.matches("0\\d+"))
            .collect(Collectors.groupingBy(id -> id.replaceFirst("^0+(?=\\d)", "")));
    this.names = new TreeSet<>(samples.keySet());
    this.byPath =
        samples.values().stream()
            .sorted(Comparator.comparing(sample -> sample.files().get(0).toString()))
            .map(FolderSample::id)
            .toList();
    this.patterns = List.copyOf(patterns);
    for (FilePattern pattern : patterns) {
      matchers.put(
          pattern, IntStream.rangeClosed(1, pattern.depth()).mapToObj(pattern::matcher).toList());
    }
  }

  /**
   * The name at a position, from 0, in the order of the paths of the samples' first images.
   *
   * @return empty if there are fewer samples
   */
  public Optional<String> at(long position) {
    return position >= 0 && position < byPath.size()
        ? Optional.of(byPath.get((int) position))
        : Optional.empty();
  }

  /** All names, sorted. */
  public Set<String> all() {
    return names;
  }

  /**
   * Finds a sample by its name, its name with an extension, or the path of one of its files with,
   * without or with another extension; a number also without its leading zeros, which spreadsheets
   * and integers do not keep.
   */
  public Optional<String> of(String text) {
    String own = FilePattern.composed(text);
    if (names.contains(own)) {
      return Optional.of(own);
    }
    String path = own.replace('\\', '/').replaceFirst("^\\./", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (FilePattern pattern : patterns) {
      String end = pattern.extension();
      for (String spelled : List.of(path, path + end, path.replaceFirst(EXTENSION, "") + end)) {
        Optional<String> id = byPath(pattern, spelled);
        if (id.isPresent()) {
          return id;
        }
      }
    }
    String bare = name.replaceFirst(EXTENSION, "");
    return Optional.of(bare)
        .filter(names::contains)
        .or(() -> only(Map.of(FilePattern.ID, name)))
        .or(() -> only(Map.of(FilePattern.ID, bare)))
        .or(() -> padded(bare));
  }

  /** The only sample whose name is a number with zeros before it. */
  private Optional<String> padded(String number) {
    List<String> fitting = byNumber.getOrDefault(number, List.of());
    return fitting.size() == 1 ? only(Map.of(FilePattern.ID, fitting.get(0))) : Optional.empty();
  }

  /** The only sample with the values in the path, or in the last parts of the path. */
  private Optional<String> byPath(FilePattern pattern, String path) {
    String[] parts = path.split("/", -1);
    List<FilePattern.PathMatch> ends = Objects.requireNonNull(matchers.get(pattern));
    for (int length = Math.min(parts.length, pattern.depth()); length > 0; length--) {
      String end = String.join("/", List.of(parts).subList(parts.length - length, parts.length));
      Optional<String> id = ends.get(length - 1).values(end).flatMap(this::only);
      if (id.isPresent()) {
        return id;
      }
    }
    return Optional.empty();
  }

  /** The only sample with these values of placeholders. */
  private Optional<String> only(Map<String, String> values) {
    List<String> fitting =
        byId.getOrDefault(values.getOrDefault(FilePattern.ID, ""), List.of()).stream()
            .filter(sample -> agrees(sample.placeholders(), values))
            .map(FolderSample::id)
            .limit(2)
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  /** Whether all shared placeholders have the same values, and at least one is shared. */
  private static boolean agrees(Map<String, String> sample, Map<String, String> values) {
    Collection<String> shared = sample.keySet().stream().filter(values::containsKey).toList();
    return !shared.isEmpty()
        && shared.stream().allMatch(name -> Objects.equals(values.get(name), sample.get(name)));
  }
}
