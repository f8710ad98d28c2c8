package org.eobench.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.error.BenchException;
import org.eobench.core.run.directory.RunDirectory;
import org.jspecify.annotations.Nullable;

/**
 * {@code train=false ckpt_dir=RUN} tests a run that was trained before: the arguments of that run
 * come first, and what is given now overrides them. (Pangaea drops whatever is given now.)
 */
public final class InheritedOverrides {
  private static final Set<String> NOT_INHERITED = Set.of("train", "ckpt_dir", "resume");

  private InheritedOverrides() {}

  /**
   * The arguments with those of the run to be tested before them; unchanged when no earlier run is
   * to be tested.
   *
   * @param arguments overrides and options, as given
   * @throws BenchException when {@code ckpt_dir} is no run directory
   */
  public static List<String> arguments(List<String> arguments) {
    List<ConfigOverride> given;
    try {
      given = overrides(arguments);
    } catch (BenchException toldByTheComposer) {
      return arguments;
    }
    String tested = null;
    boolean train = true;
    for (ConfigOverride override : given) {
      if (override.key().equals("ckpt_dir")) {
        tested = text(override.plainValue());
      } else if (override.key().equals("train")) {
        train = !Boolean.FALSE.equals(override.value());
      }
    }
    if (train || tested == null) {
      return arguments;
    }
    Set<String> now = given.stream().map(ConfigOverride::key).collect(Collectors.toSet());
    List<String> all = new ArrayList<>();
    for (ConfigOverride earlier : overrides(RunDirectory.read(Path.of(tested)).overrides())) {
      if (!now.contains(earlier.key()) && !NOT_INHERITED.contains(earlier.key())) {
        all.add(earlier.line());
      }
    }
    all.addAll(arguments);
    return all;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  private static List<ConfigOverride> overrides(List<String> arguments) {
    return OverrideParser.parseAll(
        arguments.stream()
            .filter(word -> word.startsWith("~") || (!word.startsWith("-") && word.contains("=")))
            .toList());
  }
}
