package org.eobench.serve.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms of a prediction. Whoever accepts several gets the first of them. */
public enum AnswerFormat {
  JSON("application/json"),
  PNG("image/png"),
  TIF("image/tiff");

  private final String type;

  AnswerFormat(String type) {
    this.type = type;
  }

  /** The media type. */
  public String type() {
    return type;
  }

  /** The value of {@code format}, such as {@code tif}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All keys. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(AnswerFormat::key).toList();
  }

  /** The form with a key. */
  public static Optional<AnswerFormat> keyed(String key) {
    return Arrays.stream(values()).filter(format -> format.key().equals(key)).findFirst();
  }
}
