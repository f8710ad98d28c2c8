package org.eobench.core.nn;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of tensor names, such as {@code encoder.*} or {@code *.bias}.
 *
 * @param text where {@code *} stands for any characters, also dots
 */
public record TensorPattern(String text) {
  /** Whether a name has this form. */
  public boolean matches(String name) {
    String regex =
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return name.matches(regex);
  }
}
