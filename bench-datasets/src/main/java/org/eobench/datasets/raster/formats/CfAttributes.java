package org.eobench.datasets.raster.formats;

import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Attributes of HDF5 and NetCDF-4 files; writers make an array of one element of a scalar. */
final class CfAttributes {
  private CfAttributes() {}

  /** A text; empty if there is none. */
  static String text(Node node, String name) {
    Object value = value(node, name);
    return value == null ? "" : value.toString().strip();
  }

  /** A number; null if there is none, or the attribute is no number. */
  static @Nullable Double number(Node node, String name) {
    return value(node, name) instanceof Number number ? number.doubleValue() : null;
  }

  /** A number, or another if there is none. */
  static double number(Node node, String name, double missing) {
    Double number = number(node, name);
    return number == null ? missing : number;
  }

  private static @Nullable Object value(Node node, String name) {
    Attribute attribute = node.getAttribute(name);
    Object data = attribute == null ? null : attribute.getData();
    return data != null && data.getClass().isArray() && Array.getLength(data) == 1
        ? Array.get(data, 0)
        : data;
  }
}
