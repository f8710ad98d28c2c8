package org.eobench.datasets.folder.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.folder.files.FoundFiles.Found;

/**
 * The files of one kind for each sample. A file belongs to the samples that have the same values of
 * all placeholders which both patterns contain.
 */
final class MatchedFiles {
  private static final int MOST_NAMED = 5;

  private final String kind;
  private final SampleFiles own;
  private final SampleFiles images;
  private final Path root;
  private final Set<String> shared;
  private final Map<Map<String, String>, List<Map<String, String>>> bySample;

  /**
   * @param kind modality, or {@code mask}
   * @param own files of that kind
   * @param images files of the first modality
   */
  MatchedFiles(String kind, SampleFiles own, SampleFiles images, Path root) {
    this.kind = kind;
    this.own = own;
    this.images = images;
    this.root = root;
    this.shared = new HashSet<>(own.pattern().names());
    shared.retainAll(images.pattern().names());
    this.bySample = own.by(shared);
  }

  /** The files of a sample, given by its values of placeholders. */
  List<Found> of(Map<String, String> sample) {
    List<Map<String, String>> keys =
        bySample.getOrDefault(SampleFiles.only(sample, shared), List.of());
    return keys.isEmpty() ? List.of() : Objects.requireNonNull(own.groups().get(keys.get(0)));
  }

  /**
   * Samples without a file of this kind, or with several.
   *
   * @param remarks receives a sentence about files without a sample
   */
  List<Problem> problems(List<String> remarks) {
    List<Problem> problems = new ArrayList<>();
    Set<String> absent = new TreeSet<>();
    Map<String, String> firstAbsent = null;
    Set<Map<String, String>> used = new HashSet<>();
    for (Map<String, String> sample : images.groups().keySet()) {
      Map<String, String> part = SampleFiles.only(sample, shared);
      List<Map<String, String>> keys = bySample.getOrDefault(part, List.of());
      used.add(part);
      if (keys.isEmpty()) {
        boolean first =
            absent.isEmpty() || images.name(sample).compareTo(absent.iterator().next()) < 0;
        firstAbsent = first ? sample : firstAbsent;
        absent.add(images.name(sample));
      } else if (keys.size() > 1 && problems.isEmpty()) {
        problems.add(several(sample, keys.size(), file(keys.get(0)), file(keys.get(1))));
      } else if (kind.equals("mask") && of(sample).size() > 1 && problems.isEmpty()) {
        List<Found> files = of(sample);
        problems.add(several(sample, files.size(), files.get(0).file(), files.get(1).file()));
      }
    }
    Map<String, Map<String, String>> orphans = new TreeMap<>();
    for (Map<String, String> key : own.groups().keySet()) {
      if (!used.contains(SampleFiles.only(key, shared))) {
        orphans.put(own.name(key), key);
      }
    }
    if (firstAbsent != null) {
      problems.add(absent(absent, firstAbsent, orphans));
    } else if (!orphans.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%d of %d files %s have no image %s and are ignored: %s",
              orphans.size(),
              own.groups().size(),
              own.pattern(),
              images.pattern(),
              some(orphans.keySet())));
    }
    return problems;
  }

  private Problem several(Map<String, String> sample, int count, Path one, Path other) {
    return Problem.of(
            "SeveralFiles",
            String.format(
                Locale.ROOT, "sample %s has %d files for %s", images.name(sample), count, kind))
        .at(one + ", " + other)
        .expecting("one file " + own.pattern() + " for each sample")
        .next(
            kind.equals("mask") && own.pattern().has(FilePattern.DATE)
                ? "write one of the dates in dataset.mask in place of {date}; or, if each date is a"
                    + " sample, use another name than date in dataset.images and dataset.mask, such"
                    + " as {day}"
                : own.pattern().has(FilePattern.ANY)
                    ? "files that differ only in {any} are of one sample: put a name such as"
                        + " {region} in its place where they are not"
                    : "use the same placeholders in "
                        + key()
                        + " as in dataset.images, or {date} for the date of an image");
  }

  private Path file(Map<String, String> key) {
    return Objects.requireNonNull(own.groups().get(key)).get(0).file();
  }

  private String key() {
    return "dataset." + (kind.equals("mask") ? "mask" : "images." + kind);
  }

  /** The problem of samples that lack a file of this kind. */
  private Problem absent(
      Set<String> absent, Map<String, String> sample, Map<String, Map<String, String>> orphans) {
    FilePattern pattern = own.pattern();
    String first = absent.iterator().next();
    List<String> near = Suggest.nearest(first, orphans.keySet());
    Path other = others(pattern, root).get(first);
    String none = kind.equals("mask") ? "mask" : kind + " image";
    return Problem.of(
            "MissingFile",
            String.format(
                Locale.ROOT,
                "%d of %d images have no %s: %s",
                absent.size(),
                images.groups().size(),
                none,
                some(absent)))
        .at(pattern.resolve(root, sample).toString())
        .expecting(
            other != null
                ? "that name, but there is " + other
                : near.isEmpty()
                    ? "a file " + pattern + " for every image"
                    : "did you mean "
                        + file(Objects.requireNonNull(orphans.get(near.get(0))))
                        + "?")
        .next("add these files, move the images away, or correct " + key());
  }

  /** Files that match except for the spelling of the extension (.tif or .tiff), by name. */
  static Map<String, Path> others(FilePattern pattern, Path root) {
    Optional<FilePattern> other = pattern.otherExtension();
    Map<String, Path> found = new TreeMap<>();
    if (other.isPresent()) {
      SampleFiles files = SampleFiles.of(other.get(), root);
      files.groups().forEach((key, list) -> found.put(files.name(key), list.get(0).file()));
    }
    return found;
  }

  static String some(Set<String> names) {
    String text = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED ? text + " …" : text;
  }
}
