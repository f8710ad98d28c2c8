package org.eobench.datasets.folder.labels;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * The key {@code table}: labels of whole images from a CSV, JSON or Parquet file.
 *
 * @param file file relative to {@code root_path}
 * @param id column with the names or files of the images; null if the header tells it
 * @param label column with the classes or the value; null if only one other column exists. A list
 *     of columns with 0 or 1, one per class, for several labels
 * @param separator text between several labels in one cell; null if a cell has one label, or is a
 *     JSON list
 * @param minShare for cells of labels with their shares, such as {@code [["forest", 0.9], ["water",
 *     0.1]]}: the least share of a label that counts; null for cells without shares
 * @param missing whether an image without a row is an error or does not count
 */
public record TableConfig(
    String file,
    @Nullable String id,
    @Default("null") ConfigNode label,
    @Nullable String separator,
    @Range(min = 0, max = 1) @Nullable Double minShare,
    @Default("error") Missing missing) {

  /** The treatment of images that the table does not list, or whose cell is empty. */
  public enum Missing {
    /** They are an error. */
    ERROR,
    /** They are neither trained on nor scored. */
    IGNORE
  }

  public TableConfig {
    if (!(label instanceof ListNode list
        ? list.size() > 0
        : label instanceof ScalarNode scalar && !(scalar.value() instanceof Boolean))) {
      throw new IllegalArgumentException(
          "label must be the name of a column, or a list of columns with 0 or 1");
    }
    if (separator != null && separator.isEmpty()) {
      throw new IllegalArgumentException("separator must not be empty");
    }
    if (minShare != null && (separator != null || label instanceof ListNode)) {
      throw new IllegalArgumentException(
          "min_share is for one column of labels with shares, without separator");
    }
  }

  /** The columns of labels in the configuration; none if it names none. */
  List<String> labels() {
    if (label instanceof ListNode list) {
      return list.items().stream().map(TableConfig::text).toList();
    }
    return label instanceof ScalarNode scalar && scalar.value() == null
        ? List.of()
        : List.of(text(label));
  }

  private static String text(ConfigNode node) {
    return node instanceof ScalarNode scalar ? PythonText.of(scalar.value()) : node.describe();
  }

  /** Whether each label has its own column. */
  boolean isOneColumnPerClass() {
    return label instanceof ListNode;
  }
}
