package org.eobench.datasets.folder.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.folder.files.SampleNames;
import org.eobench.datasets.table.ListCell;
import org.eobench.datasets.table.Table;

/**
 * The texts of a table for each sample: which column is which, which rows belong to a sample, and
 * which do not.
 */
final class TableLabels {
  private static final int MOST_NAMED = 5;

  private final TableConfig config;
  private final Table table;
  private final String id;
  private final List<String> columns;
  private final List<String> remarks = new ArrayList<>();

  /**
   * Labels of a sample.
   *
   * @param place file and line
   * @param texts the labels; with one column per class, the names of the columns that are 1
   */
  record Labels(String place, List<String> texts) {}

  private TableLabels(TableConfig config, Path root, List<String> classes) {
    this.config = config;
    this.table = Table.read(root.resolve(config.file()), "dataset.table.file");
    this.id = idColumn();
    this.columns = labelColumns(classes);
  }

  /**
   * Reads a table.
   *
   * @param classes the classes of the configuration, which may be columns
   * @throws BenchException if columns or rows are missing
   */
  static TableLabels read(TableConfig config, Path root, List<String> classes) {
    return new TableLabels(config, root, classes);
  }

  Path file() {
    return table.file();
  }

  List<String> remarks() {
    return remarks;
  }

  /** The names of the columns if each class has its own, or else none. */
  List<String> classColumns() {
    return columns.size() > 1 || config.isOneColumnPerClass() ? columns : List.of();
  }

  /** The name of the only label column, which names the quantity of a regression. */
  String quantity() {
    String name = columns.get(0);
    return name.equals(Table.VALUE) ? "value" : name;
  }

  private String idColumn() {
    String wanted = config.id();
    if (wanted != null) {
      requireColumn(wanted, "id");
      return wanted;
    }
    if (table.columns().contains(Table.KEY)) {
      return Table.KEY;
    }
    for (String column : table.columns()) {
      if (column.matches(
          "(?i)(sample|image|chip|patch|tile|scene)?_?(id|name|file|file_?name|path)s?"
              + "|(sample|image|chip|patch|tile|scene)s?")) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "table: the column %s names the images; set dataset.table.id to choose another",
                column));
        return column;
      }
    }
    throw fault(
        "no column of the table is known to name the images",
        "the key id: one of " + table.columns(),
        "set `+dataset.table.id=" + table.columns().get(0) + "`");
  }

  private List<String> labelColumns(List<String> classes) {
    List<String> wanted = config.labels();
    wanted.forEach(column -> requireColumn(column, "label"));
    if (!wanted.isEmpty()) {
      return wanted;
    }
    List<String> others = new ArrayList<>(table.columns());
    others.remove(id);
    if (others.size() == 1) {
      return others;
    }
    if (others.isEmpty()) {
      throw fault(
          "the table has no column besides '" + id + "', which names the images",
          "a column with the labels",
          "add the column, or take folders for classes: {class} in dataset.images");
    }
    if (classes.size() > 1 && others.containsAll(classes)) {
      remarks.add("table: the columns " + classes + " say with 0 or 1 which classes an image has");
      return classes;
    }
    throw fault(
        "the table has several columns that may hold the labels",
        "the key label: one of " + others + ", or a list of columns with 0 or 1, one per class",
        "set `+dataset.table.label=" + others.get(0) + "`");
  }

  private void requireColumn(String column, String key) {
    if (!table.columns().contains(column)) {
      throw fault(
          table.unread().contains(column)
              ? "the column '" + column + "' of the table has neither texts nor numbers"
              : "the table has no column '" + column + "'",
          Suggest.sentence(column, table.columns()),
          "correct dataset.table." + key);
    }
  }

  private BenchException fault(String what, String expected, String next) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("TableColumn", what).at(table.file().toString()).expecting(expected).next(next));
  }

  /**
   * The labels of each sample by its name.
   *
   * @param several whether a sample may have several labels, and so several rows
   * @throws BenchException if a sample is listed twice, or not at all although that is an error
   */
  Map<String, Labels> of(SampleNames names, boolean several) {
    Map<String, Labels> labels = new LinkedHashMap<>();
    Set<String> extra = new TreeSet<>();
    for (Table.Row row : table.rows()) {
      String text = String.join("", row.cell(id));
      Optional<String> sample = names.of(text);
      if (sample.isEmpty()) {
        extra.add(text);
        continue;
      }
      List<String> found = texts(row);
      Labels before = labels.get(sample.get());
      if (before != null && !several) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "DoubleSample",
                    String.format(
                        Locale.ROOT, "'%s' is listed twice, also in %s", text, before.place()))
                .at(row.place())
                .expecting("one row for each image")
                .next("remove one of the two rows"));
      }
      List<String> all = new ArrayList<>(before == null ? List.of() : before.texts());
      all.addAll(found);
      labels.put(sample.get(), new Labels(row.place(), all));
    }
    if (!several) {
      labels.values().removeIf(label -> label.texts().isEmpty());
    }
    reportMissing(names, labels);
    if (!extra.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "table: %d of %d rows are of no image and are ignored: %s",
              extra.size(),
              table.rows().size(),
              some(extra)));
    }
    return labels;
  }

  private void reportMissing(SampleNames names, Map<String, Labels> labels) {
    Set<String> missing = new TreeSet<>(names.all());
    missing.removeAll(labels.keySet());
    if (missing.isEmpty()) {
      return;
    }
    String what =
        String.format(
            Locale.ROOT,
            "%d of %d images have no label in the table: %s",
            missing.size(),
            names.all().size(),
            some(missing));
    if (config.missing() == TableConfig.Missing.ERROR || labels.isEmpty()) {
      String first = table.rows().get(0).place();
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingLabel", what)
              .at(table.file().toString())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "the name or a file of each image in the column %s, which has '%s' in %s",
                      id,
                      String.join("", table.rows().get(0).cell(id)),
                      first))
              .next(
                  labels.isEmpty()
                      ? "set dataset.table.id to the column with the names"
                      : "add these rows, or set `+dataset.table.missing=ignore`: the images then do"
                          + " not count"));
    }
    remarks.add("table: " + what + "; they do not count");
  }

  private List<String> texts(Table.Row row) {
    if (!classColumns().isEmpty()) {
      return columns.stream().filter(column -> isSet(row, column)).toList();
    }
    List<String> texts = row.cell(columns.get(0));
    Double least = config.minShare();
    if (least != null) {
      return withShares(row, texts, least);
    }
    String separator = config.separator();
    if (separator == null) {
      return texts.size() == 1 && ListCell.is(texts.get(0)) ? items(row, texts.get(0)) : texts;
    }
    List<String> parts = new ArrayList<>();
    for (String text : texts) {
      for (String part : text.split(java.util.regex.Pattern.quote(separator), -1)) {
        if (!part.isBlank()) {
          parts.add(part.strip());
        }
      }
    }
    return parts;
  }

  /** The labels of at least a share, of a cell of labels that are each followed by their share. */
  private List<String> withShares(Table.Row row, List<String> texts, double least) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += 2) {
      String share = i + 1 < texts.size() ? texts.get(i + 1) : "";
      if (!share.matches("[01]?\\.?\\d+([eE]-?\\d+)?")) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "TableCell",
                    String.format(
                        Locale.ROOT,
                        "the label '%s' is followed by '%s', not by its share",
                        texts.get(i),
                        share))
                .at(row.place())
                .expecting(
                    "labels with shares from 0 to 1, such as [[\"forest\", 0.9], [\"water\", 0.1]],"
                        + " because dataset.table.min_share is set")
                .next("correct the cell, or set `dataset.table.min_share=null`"));
      }
      if (Double.parseDouble(share) >= least) {
        labels.add(texts.get(i));
      }
    }
    return labels;
  }

  private List<String> items(Table.Row row, String cell) {
    List<String> items = ListCell.items(cell);
    if (items == null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("TableCell", "the list in the column " + columns.get(0) + " cannot be read")
              .at(row.place() + ": " + cell)
              .expecting("a list as in JSON or Python, such as ['forest', 'water']")
              .next("write the labels with a separator, and set dataset.table.separator"));
    }
    String remark = "table: cells such as " + cell + " are lists of labels";
    if (remarks.stream().noneMatch(line -> line.endsWith("are lists of labels"))) {
      remarks.add(remark);
    }
    return items;
  }

  private static boolean isSet(Table.Row row, String column) {
    String text = String.join(",", row.cell(column)).toLowerCase(Locale.ROOT);
    if (text.matches("1(\\.0+)?|true")) {
      return true;
    }
    if (text.matches("0(\\.0+)?|false")) {
      return false;
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("TableCell", "the column " + column + " contains '" + text + "'")
            .at(row.place())
            .expecting("0 or 1, because dataset.table.label lists one column per class")
            .next("correct the cell, or name one column with the labels"));
  }

  private static String some(Set<String> names) {
    String text = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED ? text + " …" : text;
  }
}
