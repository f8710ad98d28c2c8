package org.eobench.core.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What loading a checkpoint did.
 *
 * @param loaded the model's tensors that now hold values of the file
 * @param missing tensors that the file lacks, and may lack
 * @param unexpected keys of the file that the model has no use for, and may ignore
 * @param reshaped those of {@code loaded} that were fitted to another shape
 * @param prefix what was taken off the file's names; empty for nothing
 * @param outside tensors of the file that are no part of the model: without the prefix, or a copy
 */
public record LoadReport(
    List<String> loaded,
    List<String> missing,
    List<String> unexpected,
    List<String> reshaped,
    String prefix,
    int outside) {
  private static final int SHOWN = 8;

  public LoadReport {
    loaded = List.copyOf(loaded);
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    reshaped = List.copyOf(reshaped);
  }

  /**
   * The report for a reader: the four counts on one line, then the names that are no matter of
   * course.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "weights: %d tensors loaded, %d missing, %d unexpected, %d reshaped",
            loaded.size(),
            missing.size(),
            unexpected.size(),
            reshaped.size()));
    if (!prefix.isEmpty()) {
      lines.add(
          "  '"
              + prefix
              + "' was taken off the names"
              + (outside == 0
                  ? ""
                  : "; " + outside + " tensors elsewhere in the file were left alone"));
    }
    names(lines, "missing in the file, they start from their initial values: ", missing);
    names(lines, "in the file, and of no use to the model: ", unexpected);
    names(lines, "fitted to another shape: ", reshaped);
    return lines;
  }

  private static void names(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      String some = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
      int left = names.size() - SHOWN;
      lines.add(
          "  " + what + some + (left > 0 ? String.format(Locale.ROOT, " and %d more", left) : ""));
    }
  }
}
