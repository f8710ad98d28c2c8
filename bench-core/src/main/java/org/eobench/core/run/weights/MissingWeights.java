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
import org.eobench.core.weights.WeightsPath;
import org.jspecify.annotations.Nullable;

/** The problem report for a missing file in {@code encoder.encoder_weights}. */
public final class MissingWeights {
  /** The keys that {@code fetch weights} reads; overrides of them must be passed on. */
  private static final List<String> FETCHED =
      List.of("encoder.encoder_weights=", "encoder.download_url=", "encoder.card");

  /** Extensions of weights files. */
  private static final List<String> ENDINGS =
      List.of(".pth", ".pt", ".safetensors", ".ckpt", ".bin", ".tar");

  /** Weights files in the folders of a run that are no run directories. */
  private static final List<String> OF_RUN =
      List.of(WeightsPath.BEST, "encoder.safetensors", "best.safetensors");

  private MissingWeights() {}

  /** Adds a problem if the encoder needs a file that does not exist. */
  public static void report(
      EncoderConfig encoder,
      Map<String, String> choices,
      List<String> overrides,
      Problems problems) {
    EncoderKeys keys = encoder.keys();
    String weights = keys.encoderWeights();
    if (weights == null || Files.isRegularFile(WeightsPath.of(weights))) {
      return;
    }
    Path place = Path.of(weights).toAbsolutePath().normalize();
    String otherwise =
        encoder.canStartRandom()
            ? "\nor start from random weights with `encoder.encoder_weights=null`"
            : "";
    String there =
        near(weights).stream()
            .map(file -> "use the existing file: `encoder.encoder_weights=" + file + "`\nor ")
            .collect(Collectors.joining());
    problems.add(
        Problem.of("MissingWeights", what(weights))
            .at(place.toString())
            .expecting("the checkpoint in encoder.encoder_weights")
            .next(there + source(keys, choices.get("encoder"), overrides, place) + otherwise));
  }

  private static String what(String weights) {
    return Files.isDirectory(Path.of(weights))
        ? "encoder.encoder_weights is a folder, and neither a weights file nor a run with one"
        : "the encoder's weights file does not exist";
  }

  /** Existing files that the user may have meant, in the user's notation, most likely first. */
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
              Locale.ROOT, "they have no download URL: download them from their authors%s", paper)
          + " and save them as "
          + place;
    }
    if (option == null) {
      return String.format(Locale.ROOT, "download %s and save it as %s", url, place);
    }
    String given =
        overrides.stream()
            .filter(word -> FETCHED.stream().anyMatch(word::startsWith))
            .map(word -> " " + ShellWord.of(word))
            .collect(Collectors.joining());
    return "download them: `java -jar bench.jar fetch weights " + option + given + "`";
  }
}
