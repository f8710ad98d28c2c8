package org.eobench.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.ShellWord;
import org.jspecify.annotations.Nullable;

/** What a user is told when the file that {@code encoder.encoder_weights} names is not there. */
final class MissingWeights {
  /** The keys that {@code fetch weights} reads; where they were overridden it must know. */
  private static final List<String> FETCHED =
      List.of("encoder.encoder_weights=", "encoder.download_url=", "encoder.card");

  private MissingWeights() {}

  /** Adds a problem when the encoder wants a file and there is none. */
  static void report(
      EncoderConfig encoder,
      Map<String, String> choices,
      List<String> overrides,
      Problems problems) {
    EncoderKeys keys = encoder.keys();
    String weights = keys.encoderWeights();
    if (weights == null || Files.isRegularFile(Path.of(weights))) {
      return;
    }
    Path place = Path.of(weights).toAbsolutePath().normalize();
    String otherwise =
        encoder.canStartRandom()
            ? "\nor start from random weights with `encoder.encoder_weights=null`"
            : "";
    problems.add(
        Problem.of("MissingWeights", "the encoder's weights are not there")
            .at(place.toString())
            .expecting("the checkpoint that encoder.encoder_weights names")
            .next(source(keys, choices.get("encoder"), overrides, place) + otherwise));
  }

  private static String source(
      EncoderKeys keys, @Nullable String option, List<String> overrides, Path place) {
    String url = keys.downloadUrl();
    if (url == null) {
      String paper = keys.card().paper() == null ? "" : " (" + keys.card().paper() + ")";
      return String.format(
              Locale.ROOT,
              "no address is known where a program could fetch them: get them from their authors%s",
              paper)
          + " and save them as "
          + place;
    }
    if (option == null) {
      return String.format(Locale.ROOT, "get them: save %s as %s", url, place);
    }
    String given =
        overrides.stream()
            .filter(word -> FETCHED.stream().anyMatch(word::startsWith))
            .map(word -> " " + ShellWord.of(word))
            .collect(Collectors.joining());
    return "get them: `java -jar bench.jar fetch weights " + option + given + "`";
  }
}
