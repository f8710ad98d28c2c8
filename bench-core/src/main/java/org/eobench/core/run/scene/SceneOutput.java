package org.eobench.core.run.scene;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** What is written of a prediction, each a raster of its own. */
public enum SceneOutput {
  /** The most likely class of each pixel. */
  CLASSES(true),
  /** The probability of each class, one band for each. */
  PROBABILITIES(true),
  /** The probability of the most likely class. */
  CONFIDENCE(true),
  /** The entropy of the probabilities, as a share of the highest possible one. */
  UNCERTAINTY(true),
  /** The lead of the most likely class over the second one, in probability. */
  MARGIN(true),
  /** The value of each pixel, in the unit of the data. */
  VALUES(false);

  private final boolean ofClasses;

  SceneOutput(boolean ofClasses) {
    this.ofClasses = ofClasses;
  }

  /** Its name in options and in the names of files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a task gives where nothing is asked for. */
  static SceneOutput usual(boolean classes) {
    return classes ? CLASSES : VALUES;
  }

  /** What a task can give. */
  static List<SceneOutput> of(boolean classes) {
    return Arrays.stream(values()).filter(output -> output.ofClasses == classes).toList();
  }

  /**
   * Reads a list such as {@code classes,confidence}.
   *
   * @param flag the flag that it is the value of, for messages
   * @throws BenchException {@code FlagValue} for an unknown or repeated name
   */
  public static List<SceneOutput> parse(String text, String flag) {
    List<String> known = Arrays.stream(values()).map(SceneOutput::key).toList();
    List<String> words = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (String word : words) {
      if (!known.contains(word) || words.indexOf(word) != words.lastIndexOf(word)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of(
                    "FlagValue",
                    known.contains(word)
                        ? "the output " + word + " is listed twice"
                        : "there is no output '" + word + "'")
                .at(flag)
                .expecting(Suggest.sentence(word, known)));
      }
    }
    return words.stream().map(word -> valueOf(word.toUpperCase(Locale.ROOT))).toList();
  }
}
