package org.eobench.core.logger.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Reads event files as TensorBoard does: checks the checksums, and at the start of a session drops
 * what earlier files hold from its step on.
 */
public final class Events {
  /** A number or picture with its step; pictures have the value NaN. */
  public record Point(long step, double value) {}

  private static final long MASK = 0xa282ead8L;

  private Events() {}

  /** The points of all files of a folder, by tag, in the order of the files' names. */
  public static Map<String, List<Point>> read(Path folder) throws IOException {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.getFileName().toString().contains("tfevents")).sorted().toList();
    }
    for (Path file : files) {
      read(file, points);
    }
    return points;
  }

  private static void read(Path file, Map<String, List<Point>> points) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = true;
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      check(length, in.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      check(data, in.getInt());
      Map<Integer, List<Object>> event = message(data);
      if (first && !"brain.Event:2".equals(text(field(event, 3).get(0)))) {
        throw new IOException("no version: " + event);
      }
      first = false;
      long step = (long) field(event, 2).get(0);
      if (event.containsKey(7)) {
        points.values().forEach(of -> of.removeIf(point -> point.step() >= step));
      }
      for (Object summary : event.getOrDefault(5, List.of())) {
        for (Object value : field(message((byte[]) summary), 1)) {
          add(message((byte[]) value), step, points);
        }
      }
    }
  }

  private static void add(
      Map<Integer, List<Object>> value, long step, Map<String, List<Point>> points) {
    double number =
        value.containsKey(2) ? Float.intBitsToFloat((int) field(value, 2).get(0)) : Double.NaN;
    points
        .computeIfAbsent(text(field(value, 1).get(0)), tag -> new ArrayList<>())
        .add(new Point(step, number));
  }

  private static List<Object> field(Map<Integer, List<Object>> message, int number) {
    return Objects.requireNonNull(message.get(number));
  }

  private static void check(byte[] data, int masked) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(data);
    long value = crc.getValue();
    long rotated = (value >>> 15 | value << 17) & 0xffffffffL;
    if ((int) (rotated + MASK) != masked) {
      throw new IOException("wrong checksum");
    }
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  /** The fields of a message by number: longs, ints, doubles as bits, or bytes. */
  static Map<Integer, List<Object>> message(byte[] data) {
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, List<Object>> fields = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value;
      switch ((int) (key & 7)) {
        case 0 -> value = varint(in);
        case 1 -> value = in.getLong();
        case 5 -> value = in.getInt();
        default -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          value = bytes;
        }
      }
      fields.computeIfAbsent((int) (key >> 3), field -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
