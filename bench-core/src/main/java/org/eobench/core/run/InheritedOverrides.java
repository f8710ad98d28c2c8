package org.eobench.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.run.directory.RunDirectory;

/**
 * {@code train=false ckpt_dir=RUN} tests an earlier run: the overrides of that run come first, and
 * the current overrides replace them. (Pangaea ignores current overrides.)
 */
public final class InheritedOverrides {
  private static final Set<String> NOT_INHERITED = Set.of("train", "ckpt_dir", "resume");

  /** {@link #before}; no lambda, as questions about a configuration need it, too. */
  public static final UnaryOperator<List<ConfigOverride>> BEFORE =
      new UnaryOperator<>() {
        @Override
        public List<ConfigOverride> apply(List<ConfigOverride> given) {
          return before(given);
        }
      };

  private InheritedOverrides() {}

  /**
   * The overrides preceded by those of the run to test; unchanged if no earlier run is tested.
   *
   * @param given overrides from the user
   * @throws org.eobench.core.error.BenchException if {@code ckpt_dir} is not a run directory
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
