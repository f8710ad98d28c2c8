package org.eobench.analysis.images;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/**
 * A sample that a user named by its id, or by one of its files.
 *
 * @param split where it is
 */
public record FoundImage(Split split, SampleRef ref) {
  private static final List<Split> ORDER = List.of(Split.TEST, Split.VAL, Split.TRAIN);

  /**
   * Looks for a sample in all splits.
   *
   * @param name its id, the path of one of its files, or the name of one
   * @throws BenchException if there is none, with the nearest ids, or several
   */
  public static FoundImage of(String name, EoDataset dataset) {
    List<FoundImage> all = new ArrayList<>();
    for (Split split : ORDER) {
      dataset.samples(split).forEach(ref -> all.add(new FoundImage(split, ref)));
    }
    List<FoundImage> found = all.stream().filter(one -> one.ref.id().equals(name)).toList();
    if (found.isEmpty()) {
      found = all.stream().filter(one -> one.hasFile(name)).toList();
    }
    List<String> ids = all.stream().map(one -> one.ref.id()).toList();
    if (found.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "UnknownImage",
                  String.format(Locale.ROOT, "%s has no image %s", dataset.spec().name(), name))
              .expecting("the id or a file of a sample: " + Suggest.sentence(name, ids))
              .next(
                  "name a sample of the data set; your own files are samples of `dataset=folder`,"
                      + " see docs/your-data.md"));
    }
    if (found.stream().map(one -> one.ref.id()).distinct().count() > 1) {
      List<String> several = found.stream().map(one -> one.ref.id()).toList();
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "SeveralImages",
                  String.format(Locale.ROOT, "%d samples are from %s", several.size(), name))
              .expecting("the id of one: " + Suggest.oneOf(several, "")));
    }
    return found.get(0);
  }

  private boolean hasFile(String name) {
    try {
      Path path = Path.of(name);
      Path whole = path.toAbsolutePath().normalize();
      return ref.files().stream()
          .anyMatch(file -> file.toAbsolutePath().normalize().equals(whole) || file.endsWith(path));
    } catch (InvalidPathException notAFile) {
      return false;
    }
  }
}
