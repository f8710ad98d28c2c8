package org.eobench.cli.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFolder;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.core.profile.FreeMemory;
import org.jspecify.annotations.Nullable;

/**
 * {@code profile batch OVERRIDES}: which batch sizes fit into memory, and how fast they are. Each
 * size, 1, 2, 4 and so on, trains a few steps in a process of its own, until one fails or would
 * need more memory than there is.
 */
final class BatchSizes {
  /** The word after {@code profile}. */
  static final String WORD = "batch";

  private static final String STEPS = "steps";
  private static final String MOST = "most";
  private static final String LIMIT = "limit";
  private static final String KEY = "batch_size=";
  private static final int USUAL_STEPS = 3;
  private static final int USUAL_MOST = 256;
  private static final double USUAL_LIMIT = 600;

  private final Invocation invocation;
  private final List<String> words;
  private final int steps;
  private final double limitSeconds;

  /**
   * A size that fits.
   *
   * @param peak most resident memory of the process in bytes; null where the system does not tell
   */
  private record Fit(int size, double imagesPerSecond, @Nullable Long peak) {}

  private BatchSizes(Invocation invocation, List<String> words, int steps, double limitSeconds) {
    this.invocation = invocation;
    this.words = words;
    this.steps = steps;
    this.limitSeconds = limitSeconds;
  }

  /**
   * Measures and prints.
   *
   * @param words those after {@code batch}
   */
  static ExitCode run(Invocation invocation, List<String> words) {
    Flags flags = Flags.of(words, List.of(STEPS, MOST, LIMIT), List.of());
    for (String word : flags.rest()) {
      if (word.startsWith(KEY)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("NotInProfile", word + " is what this command finds out")
                .at(word)
                .next("remove it; `--most 64` ends with that batch size"));
      }
    }
    BatchSizes sizes =
        new BatchSizes(
            invocation,
            flags.rest(),
            flags.whole(STEPS, USUAL_STEPS),
            flags.number(LIMIT, USUAL_LIMIT));
    sizes.search(flags.whole(MOST, USUAL_MOST));
    return ExitCode.OK;
  }

  private void search(int most) {
    invocation.out().println("batch_size  images/s  most memory");
    List<Fit> fits = new ArrayList<>();
    String end = "larger ones were not tried (--most " + most + ")";
    for (int size = 1; size <= most; size *= 2) {
      String tooMuch = tooMuch(fits, size);
      if (tooMuch != null) {
        end = tooMuch;
        break;
      }
      Path folder = TemporaryFiles.folder("profile");
      try {
        Path json = folder.resolve("profile.json");
        String failure =
            ProfileProcess.run(arguments(size, json), folder.resolve("log.txt"), limitSeconds);
        if (failure != null) {
          String failed = KEY + size + " failed: " + failure;
          if (size > 1) {
            end = failed;
            break;
          }
          invocation.out().println(failed); // A batch norm may need two images.
          continue;
        }
        Fit fit = read(size, json);
        fits.add(fit);
        invocation
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%10d  %8.2f  %11s",
                    size,
                    fit.imagesPerSecond,
                    megabytes(fit.peak)));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } finally {
        AtomicFolder.remove(folder);
      }
    }
    conclude(fits, end);
  }

  private List<String> arguments(int size, Path json) {
    List<String> arguments =
        new ArrayList<>(List.of(ProfileVerb.NAME, RunProfiles.WORD, "--json", json.toString()));
    arguments.addAll(List.of("--steps", Integer.toString(steps)));
    arguments.addAll(words);
    arguments.add(KEY + size);
    return arguments;
  }

  private static Fit read(int size, Path json) throws IOException {
    JsonNode profile = new ObjectMapper().readTree(Files.readString(json));
    JsonNode peak = profile.path("peakBytes");
    return new Fit(
        size, profile.path("imagesPerSecond").asDouble(), peak.isNumber() ? peak.asLong() : null);
  }

  /**
   * Why a size is not tried; null if it is. The memory of a process grows evenly with the batch, so
   * the last two sizes tell what the next one needs.
   */
  private static @Nullable String tooMuch(List<Fit> fits, int size) {
    if (fits.size() < 2) {
      return null;
    }
    Long before = fits.get(fits.size() - 2).peak;
    Long last = fits.get(fits.size() - 1).peak;
    OptionalLong free = FreeMemory.bytes();
    if (before == null || last == null || free.isEmpty()) {
      return null;
    }
    long needed = last + 2 * Math.max(0, last - before);
    return needed <= free.getAsLong()
        ? null
        : String.format(
            Locale.ROOT,
            "batch_size=%d would need about %s, and %s are free",
            size,
            megabytes(needed),
            megabytes(free.getAsLong()));
  }

  private void conclude(List<Fit> fits, String end) {
    if (fits.isEmpty()) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("NothingFits", end)
              .expecting("a run that trains with one or two images in a batch")
              .next(
                  "see where it fails: `java -jar bench.jar profile run` with the same arguments"));
    }
    Fit largest = fits.get(fits.size() - 1);
    Fit fastest = fits.stream().max(Comparator.comparingDouble(Fit::imagesPerSecond)).orElseThrow();
    invocation
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "largest that fits: %s%d; %s%nfastest: %s%d, %.2f images/s%n"
                    + "The batch size changes what is learnt: compare encoders with the same one.",
                KEY,
                largest.size,
                end,
                KEY,
                fastest.size,
                fastest.imagesPerSecond));
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "unknown" : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
  }
}
