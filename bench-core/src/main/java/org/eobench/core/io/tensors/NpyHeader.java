package org.eobench.core.io.tensors;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.io.FileFault;

/**
 * The header of a {@code .npy} file (NEP 1): a Python dictionary of {@code descr}, {@code
 * fortran_order} and {@code shape}.
 *
 * @param fortran whether the first index changes fastest
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NpyHeader(TensorType dtype, ByteOrder order, boolean fortran, long[] shape) {
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z]\\d*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L, ]*)\\)");

  static NpyHeader parse(String text, FileFault fault, String place) {
    Matcher descr = DESCR.matcher(text);
    Matcher fortran = FORTRAN.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descr.find() || !fortran.find() || !shape.find()) {
      throw fault.unsupported(
          "the array has the header " + abridged(text),
          place,
          "a plain type such as '<f4', fortran_order and shape",
          "save it with numpy.save as an array of numbers, not of objects or fields");
    }
    TensorType dtype = TensorType.ofNumpy(descr.group(2));
    if (dtype == null) {
      throw fault.unsupported(
          String.format(
              Locale.ROOT, "the array has the type '%s%s'", descr.group(1), descr.group(2)),
          place,
          "booleans, 8 to 64 bit integers, or 16 to 64 bit floating point",
          "convert it with array.astype");
    }
    ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(
        dtype, order, fortran.group(1).equals("True"), shape(shape.group(1), fault, place));
  }

  private static String abridged(String text) {
    String line = text.strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  private static long[] shape(String text, FileFault fault, String place) {
    try {
      return Arrays.stream(text.replace("L", "").split(",", -1))
          .map(String::strip)
          .filter(size -> !size.isEmpty())
          .mapToLong(Long::parseLong)
          .toArray();
    } catch (NumberFormatException failure) {
      throw fault.broken(
          String.format(Locale.ROOT, "the shape is (%s)", text), place, "whole numbers", failure);
    }
  }
}
