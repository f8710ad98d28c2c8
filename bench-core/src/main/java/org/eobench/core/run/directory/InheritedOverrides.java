package org.eobench.core.run.directory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;

/**
 * {@code train=false ckpt_dir=RUN} tests an earlier run: the overrides of that run come first, and
 * the current overrides replace them. (Pangaea ignores current overrides.)
 */
public final class InheritedOverrides {
  private static final String WEIGHTS = "encoder.encoder_weights";

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
   * @throws BenchException if {@code ckpt_dir} is not a run directory, or that of a pretraining
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
    RunRecord record = RunDirectory.read(Path.of(tested));
    if (record.isPretraining()) {
      throw new BenchException(ExitCode.CONFIG, pretraining(tested, record));
    }
    Set<String> now = given.stream().map(ConfigOverride::key).collect(Collectors.toSet());
    List<ConfigOverride> all = new ArrayList<>(OverrideParser.parseAll(record.overrides()));
    all.removeIf(earlier -> now.contains(earlier.key()) || NOT_INHERITED.contains(earlier.key()));
    all.addAll(given);
    return all;
  }

  private static Problem pretraining(String run, RunRecord record) {
    StringBuilder arguments = new StringBuilder();
    arguments.append("encoder=").append(record.choices().getOrDefault("encoder", "NAME"));
    for (ConfigOverride override : OverrideParser.parseAll(record.overrides())) {
      if (override.key().startsWith("encoder.") && !override.key().equals(WEIGHTS)) {
        arguments.append(' ').append(ShellWord.of(override.line()));
      }
    }
    arguments.append(' ').append(ShellWord.of(WEIGHTS + "=" + run));
    return Problem.of(
            "RunOfPretraining", "this run is a pretraining, which has no decoder and no scores")
        .at(run)
        .expecting("the directory of a run with a decoder")
        .next("use its encoder with a data set: `" + arguments + " dataset=NAME`");
  }
}
