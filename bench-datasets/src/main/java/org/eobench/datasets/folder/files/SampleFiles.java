package org.eobench.datasets.folder.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.datasets.folder.files.FoundFiles.Found;
import org.eobench.datasets.raster.DataFolder;

/**
 * The files of one kind (a modality, or the masks) by sample.
 *
 * @param pattern of the files
 * @param groups files by the values that tell samples apart: all placeholders but date, step, band
 *     and any
 */
record SampleFiles(FilePattern pattern, Map<Map<String, String>, List<Found>> groups) {
  /** Placeholders that tell files of one sample apart. */
  static final Set<String> WITHIN =
      Set.of(FilePattern.DATE, FilePattern.STEP, FilePattern.BAND, FilePattern.ANY);

  /**
   * Finds the files.
   *
   * @param bands names of the bands, or empty
   * @param remarks receives a sentence about files of other bands
   */
  static SampleFiles of(ImageFiles images, List<String> bands, Path root, List<String> remarks) {
    FilePattern any = images.pattern();
    FilePattern pattern = any;
    if (images.isStac()) {
      return of(any, StacItems.list(root, images, bands));
    }
    if (any.has(FilePattern.BAND) && !bands.isEmpty()) {
      List<String> names = bands.stream().flatMap(band -> images.namesOf(band).stream()).toList();
      pattern = any.with(FilePattern.BAND, names);
      remarks.addAll(ignored(any, pattern, root, "bands than " + names));
    }
    if (!images.stepNames().isEmpty()) {
      FilePattern all = pattern;
      pattern = all.with(FilePattern.STEP, images.stepNames());
      remarks.addAll(ignored(all, pattern, root, "steps than " + images.stepNames()));
    }
    return of(pattern, root);
  }

  /** A sentence about files that match a pattern only as long as a placeholder may be anything. */
  private static List<String> ignored(FilePattern any, FilePattern own, Path root, String others) {
    Set<Path> all = new LinkedHashSet<>(paths(FoundFiles.of(any, root).files()));
    all.removeAll(paths(FoundFiles.of(own, root).files()));
    return all.isEmpty()
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%d files match %s with other %s and are ignored, such as %s",
                all.size(),
                any,
                others,
                DataFolder.name(all.iterator().next())));
  }

  static SampleFiles of(FilePattern pattern, Path root) {
    return of(pattern, FoundFiles.of(pattern, root).files());
  }

  private static SampleFiles of(FilePattern pattern, List<Found> files) {
    Map<Map<String, String>, List<Found>> groups = new LinkedHashMap<>();
    for (Found file : files) {
      groups.computeIfAbsent(key(file), key -> new ArrayList<>()).add(file);
    }
    return new SampleFiles(pattern, groups);
  }

  /** The values of a file that tell samples apart. */
  static Map<String, String> key(Found file) {
    Map<String, String> key = new LinkedHashMap<>(file.values());
    key.keySet().removeAll(WITHIN);
    return key;
  }

  /** The same without some files. */
  SampleFiles without(Set<Path> excluded) {
    return of(
        pattern,
        groups.values().stream()
            .flatMap(List::stream)
            .filter(found -> !excluded.contains(found.file()))
            .toList());
  }

  /** The samples that are used. */
  SampleFiles only(SampleChoice choice) {
    Map<Map<String, String>, List<Found>> kept = new LinkedHashMap<>(groups);
    kept.keySet().removeIf(key -> !choice.keeps(key));
    return new SampleFiles(pattern, kept);
  }

  private static List<Path> paths(Collection<Found> files) {
    return files.stream().map(Found::file).toList();
  }

  Set<Path> paths() {
    return groups.values().stream()
        .flatMap(List::stream)
        .map(Found::file)
        .collect(Collectors.toSet());
  }

  /** The name of a sample: its values, joined by a slash. */
  String name(Map<String, String> key) {
    if (!key.isEmpty()) {
      return String.join("/", key.values());
    }
    List<Found> files = groups.getOrDefault(key, List.of());
    String file = files.isEmpty() ? pattern.text() : DataFolder.name(files.get(0).file());
    return file.replaceFirst("\\.\\w+$", "");
  }

  Set<String> names() {
    return groups.keySet().stream().map(this::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The groups that agree with a sample of another kind in all placeholders that both have.
   *
   * @param shared those placeholders
   */
  Map<Map<String, String>, List<Map<String, String>>> by(Set<String> shared) {
    Map<Map<String, String>, List<Map<String, String>>> found = new HashMap<>();
    for (Map<String, String> key : groups.keySet()) {
      found.computeIfAbsent(only(key, shared), part -> new ArrayList<>()).add(key);
    }
    return found;
  }

  /** The values of some placeholders. */
  static Map<String, String> only(Map<String, String> key, Set<String> names) {
    Map<String, String> part = new HashMap<>(key);
    part.keySet().retainAll(names);
    return part;
  }
}
