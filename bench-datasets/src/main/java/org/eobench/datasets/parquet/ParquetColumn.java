package org.eobench.datasets.parquet;

import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column of a Parquet file: a value, a list of values, or something else, such as a map.
 *
 * @param name its name; that of a member of a structure is {@code structure.member}
 * @param path names of the fields from the row to the column
 * @param type the field at the end of the path
 */
public record ParquetColumn(String name, List<String> path, Type type) {
  public ParquetColumn {
    path = List.copyOf(path);
  }

  static List<ParquetColumn> of(MessageType schema) {
    List<ParquetColumn> columns = new ArrayList<>();
    add(schema, List.of(), columns);
    return columns;
  }

  private static void add(GroupType group, List<String> parents, List<ParquetColumn> columns) {
    for (Type field : group.getFields()) {
      List<String> path = new ArrayList<>(parents);
      path.add(field.getName());
      if (isStructure(field)) {
        add(field.asGroupType(), path, columns);
      } else {
        columns.add(new ParquetColumn(String.join(".", path), path, field));
      }
    }
  }

  private static boolean isStructure(Type field) {
    return !field.isPrimitive()
        && !field.isRepetition(Type.Repetition.REPEATED)
        && field.getLogicalTypeAnnotation() == null;
  }

  /** Whether its values can be written as texts, which those of maps and binary data cannot. */
  public boolean hasTexts() {
    Type inner = type;
    while (!inner.isPrimitive()) {
      GroupType group = inner.asGroupType();
      boolean list =
          inner.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
              || inner.isRepetition(Type.Repetition.REPEATED);
      if (!list || group.getFieldCount() != 1) {
        return false;
      }
      inner = group.getType(0);
    }
    return ValueText.isKnown(inner.asPrimitiveType());
  }

  /** The texts of a row: one, several of a list, none where the value is null or NaN. */
  public List<String> texts(Group row) {
    Group parent = parent(row);
    List<String> texts = new ArrayList<>();
    if (parent != null) {
      collect(parent, type, texts);
    }
    return texts;
  }

  private static void collect(Group group, Type field, List<String> texts) {
    int index = group.getType().getFieldIndex(field.getName());
    for (int i = 0; i < group.getFieldRepetitionCount(index); i++) {
      if (field.isPrimitive()) {
        String text = text(field.asPrimitiveType(), group, index, i);
        if (text != null) {
          texts.add(text);
        }
      } else {
        collect(group.getGroup(index, i), field.asGroupType().getType(0), texts);
      }
    }
  }

  private static @Nullable String text(PrimitiveType type, Group group, int field, int index) {
    try {
      return ValueText.of(type, group, field, index);
    } catch (DateTimeException | ArithmeticException | NumberFormatException wrong) {
      String what =
          String.format(
              Locale.ROOT,
              "the value %s of the column %s is no %s",
              group.getValueToString(field, index),
              type.getName(),
              type.getLogicalTypeAnnotation());
      throw new UncheckedIOException(what, new ParquetException(what, wrong));
    }
  }

  /** Whether it has binary values, as geometries are. */
  public boolean isBinary() {
    return type.isPrimitive()
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && !type.isRepetition(Type.Repetition.REPEATED);
  }

  /** The binary value of a row; null if it has none. */
  public byte @Nullable [] bytes(Group row) {
    Group parent = parent(row);
    String last = path.get(path.size() - 1);
    return parent == null || parent.getFieldRepetitionCount(last) == 0
        ? null
        : parent.getBinary(last, 0).getBytes();
  }

  private @Nullable Group parent(Group row) {
    Group group = row;
    for (String name : path.subList(0, path.size() - 1)) {
      if (group.getFieldRepetitionCount(name) == 0) {
        return null;
      }
      group = group.getGroup(name, 0);
    }
    return group;
  }
}
