package org.eobench.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.run.directory.RunDirectory;

/**
 * {@code train=false ckpt_dir=RUN} tests a run that was trained before: the overrides of that run
 * come first, and what is given now replaces them. (Pangaea drops whatever is given now.)
 */
public final class InheritedOverrides {
  private static final Set<String> NOT_INHERITED = Set.of("train", "ckpt_dir", "resume");

  private InheritedOverrides() {}

  /**
   * The overrides with those of the run to be tested before them; unchanged when no earlier run is
   * to be tested.
   *
   * @param given as the user gave them
   * @throws org.eobench.core.error.BenchException when {@code ckpt_dir} is no run directory
   */
  public static List<ConfigOverride> before(List<ConfigOverride> given) {
    String tested = null;
    boolean train = true;
    for (ConfigOverride override : given) {
      if (override.key().equals("ckpt_dir")) {
        tested = override.plainValue() instanceof String text ? text : null;
      } else if (override.key().equals("train")) {
        train = !Boolean.FALSE.equals(override.value());
      }
    }
    if (train || tested == null) {
      return given;
    }
    Set<String> now = given.stream().map(ConfigOverride::key).collect(Collectors.toSet());
    List<ConfigOverride> all =
        new ArrayList<>(OverrideParser.parseAll(RunDirectory.read(Path.of(tested)).overrides()));
    all.removeIf(earlier -> now.contains(earlier.key()) || NOT_INHERITED.contains(earlier.key()));
    all.addAll(given);
    return all;
  }
}
