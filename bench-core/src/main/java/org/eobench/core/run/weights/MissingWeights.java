package org.eobench.core.run.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.ShellWord;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** What a user is told when the file that {@code encoder.encoder_weights} names is not there. */
public final class MissingWeights {
  /** The keys that {@code fetch weights} reads; where they were overridden it must know. */
  private static final List<String> FETCHED =
      List.of("encoder.encoder_weights=", "encoder.download_url=", "encoder.card");

  /** How files of weights are called. */
  private static final List<String> ENDINGS =
      List.of(".pth", ".pt", ".safetensors", ".ckpt", ".bin", ".tar");

  /** Where the weights of a run lie, from its own folder or from that of its checkpoints. */
  private static final List<String> OF_RUN =
      List.of("checkpoints/best.safetensors", "best.safetensors");

  private MissingWeights() {}

  /** Adds a problem when the encoder wants a file and there is none. */
  public static void report(
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
    String there =
        near(weights).stream()
            .map(file -> "take the file that is there: `encoder.encoder_weights=" + file + "`\nor ")
            .collect(Collectors.joining());
    problems.add(
        Problem.of("MissingWeights", what(weights))
            .at(place.toString())
            .expecting("the checkpoint that encoder.encoder_weights names")
            .next(there + source(keys, choices.get("encoder"), overrides, place) + otherwise));
  }

  private static String what(String weights) {
    return Files.isDirectory(Path.of(weights))
        ? "encoder.encoder_weights names a folder, not a file of weights"
        : "the encoder's weights are not there";
  }

  /** Files that the name may stand for, written as the user wrote it; the likeliest first. */
  private static List<String> near(String weights) {
    Path named = Path.of(weights);
    if (Files.isDirectory(named)) {
      return OF_RUN.stream()
          .map(named::resolve)
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .limit(1)
          .toList();
    }
    Path folder = named.getParent();
    try (Stream<Path> files = Files.list(folder == null ? Path.of("") : folder)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> ENDINGS.stream().anyMatch(name::endsWith))
              .toList();
      return Suggest.nearest(String.valueOf(named.getFileName()), names).stream()
          .map(name -> folder == null ? name : folder.resolve(name).toString())
          .limit(1)
          .toList();
    } catch (IOException | UncheckedIOException noSuchFolder) {
      return List.of();
    }
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
