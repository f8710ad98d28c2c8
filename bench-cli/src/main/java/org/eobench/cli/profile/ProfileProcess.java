package org.eobench.cli.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eobench.cli.process.ThisProgram;
import org.eobench.cli.sweep.SweepJobs;
import org.eobench.core.error.Printable;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.core.profile.EncoderProfile;
import org.eobench.core.profile.ProfileSettings;
import org.jspecify.annotations.Nullable;

/** Measures each encoder or decoder in a separate process with a fresh memory state. */
final class ProfileProcess {
  /**
   * A small heap that returns unused memory, so that it does not affect the measurement. Weights
   * are in direct buffers outside of it, whose total size Java would otherwise limit to the heap
   * size.
   */
  private static final List<String> JAVA =
      List.of("-Xmx2g", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=256g");

  private static final int LAST_LINES = 3;

  private final ProfileSettings settings;
  private final double limitSeconds;
  private final Map<String, String> configFlags;

  /**
   * @param limitSeconds time after which a process is stopped
   * @param configFlags flags for the location of configs; other flags are not passed on
   */
  ProfileProcess(ProfileSettings settings, double limitSeconds, Map<String, String> configFlags) {
    this.settings = settings;
    this.limitSeconds = limitSeconds;
    this.configFlags = Map.copyOf(configFlags);
  }

  /**
   * The result of a measuring process.
   *
   * @param value the measurement, or null
   * @param failure the reason for a failure, or null
   */
  record Outcome<T>(@Nullable T value, @Nullable String failure) {}

  /** The encoder with its profile, or with the reason for a failure. */
  ProfiledEncoder measure(ProfiledEncoder encoder) {
    Outcome<EncoderProfile> found = measure(List.of(), encoder.overrides(), EncoderProfile.class);
    return found.value() != null
        ? encoder.measured(found.value())
        : encoder.failed(String.valueOf(found.failure()));
  }

  /**
   * Measures the component that the overrides configure.
   *
   * @param flags additional flags of the process
   * @param type type of its result
   */
  <T> Outcome<T> measure(List<String> flags, List<String> overrides, Class<T> type) {
    try {
      Path folder = TemporaryFiles.folder("profile");
      Path result = folder.resolve("profile.json");
      Path log = folder.resolve("log.txt");
      try {
        String failure = run(arguments(flags, overrides, result), log, limitSeconds);
        return failure == null
            ? new Outcome<>(new ObjectMapper().readValue(result.toFile(), type), null)
            : new Outcome<>(null, failure);
      } finally {
        Files.deleteIfExists(result);
        Files.deleteIfExists(log);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> arguments(List<String> flags, List<String> overrides, Path result) {
    List<String> arguments = new ArrayList<>(List.of("profile", "--measure", result.toString()));
    arguments.add("--batch=" + settings.batch());
    arguments.add("--seconds=" + settings.seconds());
    if (settings.backward()) {
      arguments.add("--backward");
    }
    for (String flag : SweepJobs.PASSED_ON) {
      if (configFlags.containsKey(flag)) {
        arguments.addAll(List.of("--" + flag, String.valueOf(configFlags.get(flag))));
      }
    }
    arguments.addAll(flags);
    arguments.addAll(overrides);
    return arguments;
  }

  /**
   * Runs this program with other arguments.
   *
   * @param log file for what it prints
   * @param limitSeconds time after which it is stopped
   * @return null on success, otherwise the reason for the failure
   */
  static @Nullable String run(List<String> arguments, Path log, double limitSeconds)
      throws IOException {
    Process process =
        new ProcessBuilder(ThisProgram.command(JAVA, arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor((long) (limitSeconds * 1000), TimeUnit.MILLISECONDS)) {
        return String.format(Locale.ROOT, "stopped after %.0f s", limitSeconds);
      }
      return process.exitValue() == 0 ? null : lastWords(process.exitValue(), log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a measurement", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastWords(int exit, Path log) throws IOException {
    List<String> lines =
        Files.readAllLines(log).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return String.format(
        Locale.ROOT, "exit code %d: %s", exit, Printable.of(String.join("; ", last)));
  }
}
