package org.eobench.datasets.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;

/**
 * The classes of whole chips. The file contains a line such as {@code stem,1 3} for each chip of
 * its folder: its name and the labels of its covers, in the order of {@link Cover}.
 */
final class ChipClasses {
  /** A chip has a cover that is the largest in at least this share of its pixels. */
  private static final double SHOWN = 0.1;

  private final Path file;
  private final Map<String, List<Integer>> labels;

  private ChipClasses(Path file, Map<String, List<Integer>> labels) {
    this.file = file;
    this.labels = labels;
  }

  /** The line of a chip with its largest cover. */
  static String largest(String stem, double[] covers) {
    int largest = 0;
    for (int i = 1; i < covers.length; i++) {
      largest = covers[i] > covers[largest] ? i : largest;
    }
    return stem + "," + largest;
  }

  /** The line of a chip with all its covers. */
  static String all(String stem, double[] covers) {
    return stem
        + ","
        + IntStream.range(0, covers.length)
            .filter(i -> covers[i] >= SHOWN)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(" "));
  }

  /**
   * Reads a file.
   *
   * @throws BenchException if it cannot be read or contains an invalid line
   */
  static ChipClasses read(Path file) {
    Map<String, List<Integer>> labels = new HashMap<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).matches("[^,]+,(\\d{1,4}( \\d{1,4})*)?")) {
          throw unreadable(
              String.format(Locale.ROOT, "cannot parse the line '%s'", lines.get(i)), file, i + 1);
        }
        String[] parts = lines.get(i).split(",", -1);
        Stream<String> numbers = parts[1].isEmpty() ? Stream.of() : Stream.of(parts[1].split(" "));
        labels.put(parts[0], numbers.map(Integer::valueOf).toList());
      }
    } catch (IOException failure) {
      throw unreadable("cannot read the file: " + failure.getMessage(), file, 1);
    }
    return new ChipClasses(file, labels);
  }

  /**
   * The one class of a chip.
   *
   * @throws BenchException if the file does not list exactly one
   */
  Target one(String stem) {
    List<Integer> classes = of(stem);
    if (classes.size() != 1) {
      throw unreadable(
          String.format(Locale.ROOT, "chip %s has %d classes", stem, classes.size()), file, 0);
    }
    return new ImageClass(classes.get(0));
  }

  /**
   * Which of K classes a chip contains.
   *
   * @throws BenchException if the file does not list the chip, or lists other classes
   */
  Target many(String stem, int classes) {
    boolean[] present = new boolean[classes];
    for (int label : of(stem)) {
      if (label >= classes) {
        throw unreadable(
            String.format(Locale.ROOT, "chip %s has the class %d", stem, label), file, 0);
      }
      present[label] = true;
    }
    return new ImageClasses(present);
  }

  private List<Integer> of(String stem) {
    List<Integer> classes = labels.get(stem);
    if (classes == null) {
      throw unreadable("there is no line for chip " + stem, file, 0);
    }
    return classes;
  }

  private static BenchException unreadable(String what, Path file, int line) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("ChipClasses", what)
            .at(line > 0 ? file + ":" + line : file.toString())
            .expecting("a line such as drawn_64x64_0001,3 for each chip: name and class numbers")
            .next("delete the folder of the data set; the next run generates it again"));
  }
}
