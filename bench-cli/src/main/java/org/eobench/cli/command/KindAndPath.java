package org.eobench.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** The two words after a verb that takes a kind and a path: {@code weights FILE}. */
public final class KindAndPath {
  private KindAndPath() {}

  /**
   * Returns the path, which is the second word.
   *
   * @param kinds allowed first words
   * @param takes what the verb takes, as a sentence for the error message
   * @throws BenchException if there are not two words or the first is not a kind
   */
  public static Path of(Verb verb, List<String> words, List<String> kinds, String takes) {
    return Path.of(word(verb, words, kinds, takes));
  }

  /** Like {@link #of}, for a second word that is not a path. */
  public static String word(Verb verb, List<String> words, List<String> kinds, String takes) {
    if (words.size() == 2 && kinds.contains(words.get(0))) {
      return words.get(1);
    }
    boolean known = words.isEmpty() || kinds.contains(words.get(0));
    String valid = known ? String.join(", ", kinds) : Suggest.sentence(words.get(0), kinds);
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of("Usage", takes)
            .expecting(
                String.format(
                    Locale.ROOT, "%s %s; kinds: %s", verb.name(), verb.arguments(), valid)));
  }
}
