package org.eobench.testing.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes Python pickles (protocol 4) of plain values, lists, tuples, dictionaries, dates, arrays of
 * NumPy and objects with attributes.
 *
 * <pre>{@code
 * byte[] pickle = PickleBuilder.of(Map.of("label", 3, "date", LocalDate.of(2020, 1, 2)));
 * }</pre>
 */
public final class PickleBuilder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PickleBuilder() {}

  /**
   * An object that is made without calling its class.
   *
   * @param type module and name, such as {@code affine.Affine}
   * @param arguments what its {@code __new__} is called with
   * @param state a map of attributes, another value, or null for none
   */
  public record Instance(String type, List<?> arguments, @Nullable Object state) {}

  /**
   * A class itself.
   *
   * @param name module and name
   */
  public record Type(String name) {}

  /** An array of 64-bit integers with one axis. */
  public record LongArray(List<Long> values) {
    public LongArray {
      values = List.copyOf(values);
    }
  }

  /** A scalar of NumPy, of 64 bits. */
  public record LongScalar(long value) {}

  /** A tuple. */
  public record Tuple(List<?> values) {}

  /** The pickle of a value. */
  public static byte[] of(Object value) {
    PickleBuilder pickle = new PickleBuilder();
    pickle.raw(0x80, 4);
    pickle.write(value);
    pickle.raw('.');
    return pickle.out.toByteArray();
  }

  /** What Python prints for bytes: {@code b'\x80\x04.'}. */
  public static String printed(byte[] bytes) {
    StringBuilder text = new StringBuilder("b'");
    for (byte value : bytes) {
      switch (value) {
        case '\\' -> text.append("\\\\");
        case '\'' -> text.append("\\'");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (value >= ' ' && value < 127) {
            text.append((char) value);
          } else {
            text.append(String.format(java.util.Locale.ROOT, "\\x%02x", value & 0xff));
          }
        }
      }
    }
    return text.append('\'').toString();
  }

  private void write(@Nullable Object value) {
    if (value == null) {
      raw('N');
    } else if (value instanceof Boolean flag) {
      raw(flag ? 0x88 : 0x89);
    } else if (value instanceof Integer number) {
      raw('J');
      out.writeBytes(little(Integer.BYTES).putInt(number).array());
    } else if (value instanceof Double number) {
      raw('G');
      out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      raw('X');
      out.writeBytes(little(Integer.BYTES).putInt(bytes.length).array());
      out.writeBytes(bytes);
    } else if (value instanceof byte[] bytes) {
      raw('C', bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof List<?> list) {
      raw(']', '(');
      list.forEach(this::write);
      raw('e');
    } else if (value instanceof Map<?, ?> map) {
      raw('}', '(');
      map.forEach(
          (key, item) -> {
            write(key);
            write(item);
          });
      raw('u');
    } else {
      object(value);
    }
  }

  private void object(Object value) {
    if (value instanceof Tuple tuple) {
      raw('(');
      tuple.values().forEach(this::write);
      raw('t');
    } else if (value instanceof Type type) {
      global(type.name());
    } else if (value instanceof LocalDate date) {
      byte[] packed = {
        (byte) (date.getYear() >> 8),
        (byte) date.getYear(),
        (byte) date.getMonthValue(),
        (byte) date.getDayOfMonth()
      };
      call("datetime.date", packed);
    } else if (value instanceof LongScalar scalar) {
      global("numpy.core.multiarray.scalar");
      raw('(');
      dtype();
      write(little(Long.BYTES).putLong(scalar.value()).array());
      raw('t', 'R');
    } else if (value instanceof LongArray array) {
      global("numpy.core.multiarray._reconstruct");
      raw('(');
      global("numpy.ndarray");
      write(new Tuple(List.of(0)));
      write(new byte[] {'b'});
      raw('t', 'R', '(');
      write(1);
      write(new Tuple(List.of(array.values().size())));
      dtype();
      write(false);
      ByteBuffer bytes = little(Long.BYTES * array.values().size());
      array.values().forEach(bytes::putLong);
      raw('B');
      out.writeBytes(little(Integer.BYTES).putInt(bytes.capacity()).array());
      out.writeBytes(bytes.array());
      raw('t', 'b');
    } else if (value instanceof Instance instance) {
      global(instance.type());
      write(new Tuple(instance.arguments()));
      raw(0x81);
      if (instance.state() != null) {
        write(instance.state());
        raw('b');
      }
    } else {
      throw new IllegalArgumentException("no pickle for " + value.getClass());
    }
  }

  /** The type of 64-bit integers, with the state that NumPy gives it. */
  private void dtype() {
    global("numpy.dtype");
    write(new Tuple(List.of("i8", false, true)));
    raw('R', '(');
    write(3);
    write("<");
    raw('N', 'N', 'N');
    write(-1);
    write(-1);
    write(0);
    raw('t', 'b');
  }

  private void call(String function, Object argument) {
    global(function);
    write(new Tuple(List.of(argument)));
    raw('R');
  }

  private void global(String name) {
    int dot = name.lastIndexOf('.');
    write(name.substring(0, dot));
    write(name.substring(dot + 1));
    raw(0x93);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void raw(int... bytes) {
    for (int value : bytes) {
      out.write(value);
    }
  }
}
