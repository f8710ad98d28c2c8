package org.eobench.core.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The result of loading a checkpoint.
 *
 * @param loaded the model's tensors that received values from the file
 * @param missing tensors that the file lacks and may lack
 * @param unexpected keys of the file that the model may ignore
 * @param reshaped tensors of {@code loaded} that were adapted to another shape
 * @param prefix prefix removed from the file's names; may be empty
 * @param outside number of the file's tensors outside the model: without the prefix, or copies
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

  /** Formats the report: the four counts on one line, then the names that need attention. */
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
              + "' was removed from the names"
              + (outside == 0
                  ? ""
                  : "; " + outside + " tensors elsewhere in the file were ignored"));
    }
    names(lines, "missing in the file, so they keep their initial values: ", missing);
    names(lines, "in the file but not used by the model: ", unexpected);
    names(lines, "adapted to another shape: ", reshaped);
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
