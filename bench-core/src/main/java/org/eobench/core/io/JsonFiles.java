package org.eobench.core.io;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How the JSON files of the program look: indented, with keys like {@code best_metric}. */
public final class JsonFiles {
  private JsonFiles() {}

  /**
   * A mapper of records. Keys that it does not know are ignored, because a later version may have
   * written them. NaN is null, as {@link JsonNumbers} says.
   */
  public static JsonMapper.Builder mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .addModule(JsonNumbers.nanAsNull());
  }
}
