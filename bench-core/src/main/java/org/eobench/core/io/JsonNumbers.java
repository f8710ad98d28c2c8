package org.eobench.core.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Numbers in JSON, which has no NaN: it is written as null, and null is read as NaN. */
public final class JsonNumbers {
  private JsonNumbers() {}

  /** The rule, for a mapper of values with {@link Double} and {@code double}. */
  public static Module nanAsNull() {
    return new SimpleModule()
        .addSerializer(Double.class, new NoNumberAsNull())
        .addSerializer(Double.TYPE, new NoNumberAsNull())
        .addDeserializer(Double.class, new NullAsNoNumber())
        .addDeserializer(Double.TYPE, new NullAsNoNumber());
  }

  private static final class NoNumberAsNull extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider unused)
        throws IOException {
      if (Double.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
  }

  private static final class NullAsNoNumber extends JsonDeserializer<Double> {
    @Override
    public Double deserialize(JsonParser in, DeserializationContext unused) throws IOException {
      return in.getDoubleValue();
    }

    @Override
    public @Nullable Double getNullValue(DeserializationContext unused) {
      return Double.NaN;
    }
  }
}
