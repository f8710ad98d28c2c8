package org.eobench.core.features.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.NumberFormats;

/** How a store keeps the values of its maps: the values of {@code feature_cache_dtype}. */
public enum StoredType {
  /** Every bit is kept. */
  FP32 {
    @Override
    long bytes(List<Integer> shape) {
      return Float.BYTES * StoredMap.count(shape);
    }

    @Override
    void write(StoredMap map, ByteBuffer out) {
      out.put(map.values());
    }

    @Override
    ByteBuffer read(List<Integer> shape, int channelStride, ByteBuffer in) {
      return in;
    }
  },
  /** IEEE half precision: 11 significant bits, up to 65504. */
  FP16 {
    @Override
    long bytes(List<Integer> shape) {
      return Short.BYTES * StoredMap.count(shape);
    }

    @Override
    void write(StoredMap map, ByteBuffer out) {
      FloatBuffer values = map.values().asFloatBuffer();
      while (values.hasRemaining()) {
        float value = values.get();
        short half = NumberFormats.floatToHalf(value);
        if (Math.abs(value) > HALF_MAX && Float.isInfinite(NumberFormats.toFloat(half))) {
          throw beyond(value);
        }
        out.putShort(half);
      }
    }

    @Override
    ByteBuffer read(List<Integer> shape, int channelStride, ByteBuffer in) {
      ByteBuffer values = floats(shape);
      while (values.hasRemaining()) {
        values.putFloat(NumberFormats.toFloat(in.getShort()));
      }
      return values.flip();
    }
  },
  /** bfloat16: 8 significant bits, and the range of float32. */
  BF16 {
    @Override
    long bytes(List<Integer> shape) {
      return Short.BYTES * StoredMap.count(shape);
    }

    @Override
    void write(StoredMap map, ByteBuffer out) {
      FloatBuffer values = map.values().asFloatBuffer();
      while (values.hasRemaining()) {
        out.putShort(NumberFormats.floatToBrain(values.get()));
      }
    }

    @Override
    ByteBuffer read(List<Integer> shape, int channelStride, ByteBuffer in) {
      ByteBuffer values = floats(shape);
      while (values.hasRemaining()) {
        values.putFloat(NumberFormats.brainToFloat(in.getShort()));
      }
      return values.flip();
    }
  },
  /** 255 steps between the largest value of a channel in a map and its negative. */
  INT8 {
    @Override
    long bytes(List<Integer> shape) {
      return Float.BYTES * (long) shape.get(0) + StoredMap.count(shape);
    }

    @Override
    void write(StoredMap map, ByteBuffer out) {
      float[] values = new float[map.values().remaining() / Float.BYTES];
      map.values().asFloatBuffer().get(values);
      int channels = map.shape().get(0);
      int stride = map.stride(0);
      float[] steps = new float[channels];
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          throw beyond(values[i]);
        }
        int channel = i / stride % channels;
        steps[channel] = Math.max(steps[channel], Math.abs(values[i]));
      }
      for (int channel = 0; channel < channels; channel++) {
        steps[channel] /= Byte.MAX_VALUE;
        out.putFloat(steps[channel]);
      }
      for (int i = 0; i < values.length; i++) {
        float step = steps[i / stride % channels];
        long steps127 = step == 0 ? 0 : Math.round((double) values[i] / step);
        out.put((byte) Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, steps127)));
      }
    }

    @Override
    ByteBuffer read(List<Integer> shape, int channelStride, ByteBuffer in) {
      float[] steps = new float[shape.get(0)];
      for (int channel = 0; channel < steps.length; channel++) {
        steps[channel] = in.getFloat();
      }
      ByteBuffer values = floats(shape);
      for (int i = 0; values.hasRemaining(); i++) {
        values.putFloat(in.get() * steps[i / channelStride % steps.length]);
      }
      return values.flip();
    }
  };

  private static final float HALF_MAX = 65504;

  /** Parses the config value. */
  public static Optional<StoredType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.key().equals(text)).findFirst();
  }

  /** The config value. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Bytes of the values of a map. */
  abstract long bytes(List<Integer> shape);

  /**
   * Writes the values of a map in its own order.
   *
   * @throws BenchException if a value is beyond what this type holds
   */
  abstract void write(StoredMap map, ByteBuffer out);

  /**
   * Reads the values of a map, as float32.
   *
   * @param channelStride values from one channel to the next
   * @param in exactly {@link #bytes}, in the byte order of the machine
   */
  abstract ByteBuffer read(List<Integer> shape, int channelStride, ByteBuffer in);

  private static ByteBuffer floats(List<Integer> shape) {
    return ByteBuffer.allocate(Math.toIntExact(Float.BYTES * StoredMap.count(shape)))
        .order(ByteOrder.nativeOrder());
  }

  BenchException beyond(float value) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "FeatureBeyondType",
                String.format(Locale.ROOT, "the encoder gives the value %s", value))
            .at("feature_cache_dtype=" + key())
            .expecting("values that " + key() + " holds")
            .next("give `feature_cache_dtype=bf16`, which has the range of fp32"));
  }
}
