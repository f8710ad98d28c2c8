package org.eobench.datasets.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eobench.core.io.NumberFormats;
import org.jspecify.annotations.Nullable;

/**
 * The text of a value as it would be in a CSV table: whole numbers without decimals, true as 1 and
 * false as 0, dates and times as in ISO 8601.
 */
final class ValueText {
  /** Julian day of 1970-01-01, of which INT96 counts. */
  private static final int JULIAN_EPOCH = 2_440_588;

  private ValueText() {}

  /** Whether values of a type have a text. */
  static boolean isKnown(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    PrimitiveTypeName kind = type.getPrimitiveTypeName();
    boolean binary =
        kind == PrimitiveTypeName.BINARY || kind == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    return !binary
        || isText(meaning)
        || meaning instanceof DecimalLogicalTypeAnnotation
        || meaning instanceof Float16LogicalTypeAnnotation
        || meaning instanceof UUIDLogicalTypeAnnotation;
  }

  private static boolean isText(@Nullable LogicalTypeAnnotation meaning) {
    return meaning instanceof StringLogicalTypeAnnotation
        || meaning instanceof EnumLogicalTypeAnnotation
        || meaning instanceof JsonLogicalTypeAnnotation;
  }

  /** The text of a value; null for NaN. */
  static @Nullable String of(PrimitiveType type, Group group, int field, int index) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> group.getBoolean(field, index) ? "1" : "0";
      case INT32 -> whole(meaning, group.getInteger(field, index), Integer.SIZE);
      case INT64 -> whole(meaning, group.getLong(field, index), Long.SIZE);
      case INT96 -> julian(group.getInt96(field, index).getBytes());
      case FLOAT -> {
        float value = group.getFloat(field, index);
        yield number(value, Float.toString(value));
      }
      case DOUBLE -> {
        double value = group.getDouble(field, index);
        yield number(value, Double.toString(value));
      }
      case BINARY, FIXED_LEN_BYTE_ARRAY -> binary(meaning, group, field, index);
    };
  }

  private static @Nullable String number(double value, String text) {
    if (Double.isNaN(value)) {
      return null;
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : text;
  }

  private static String whole(@Nullable LogicalTypeAnnotation meaning, long value, int bits) {
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return LocalDate.ofEpochDay(value).toString();
    }
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return BigDecimal.valueOf(value, decimal.getScale()).toPlainString();
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation stamp) {
      Instant at = Instant.EPOCH.plus(value, unit(stamp.getUnit()));
      return stamp.isAdjustedToUTC()
          ? at.toString()
          : at.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    }
    if (meaning instanceof TimeLogicalTypeAnnotation time) {
      return LocalTime.MIDNIGHT.plus(value, unit(time.getUnit())).toString();
    }
    if (meaning instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return Long.toUnsignedString(bits == Integer.SIZE ? value & 0xffff_ffffL : value);
    }
    return Long.toString(value);
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  /** The timestamps of old Spark and Hive: nanoseconds of the day, then the Julian day. */
  private static String julian(byte[] bytes) {
    ByteBuffer stamp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = stamp.getLong();
    return LocalDate.ofEpochDay(stamp.getInt() - (long) JULIAN_EPOCH)
        .atStartOfDay()
        .plusNanos(nanos)
        .toString();
  }

  private static @Nullable String binary(
      @Nullable LogicalTypeAnnotation meaning, Group group, int field, int index) {
    if (isText(meaning)) {
      return group.getString(field, index).strip();
    }
    byte[] bytes = group.getBinary(field, index).getBytes();
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString();
    }
    if (meaning instanceof Float16LogicalTypeAnnotation) {
      float value =
          NumberFormats.toFloat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort());
      return number(value, Float.toString(value));
    }
    ByteBuffer halves = ByteBuffer.wrap(bytes);
    return new UUID(halves.getLong(), halves.getLong()).toString();
  }
}
