package org.eobench.core.registry;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.spi.StepFactory;
import org.jspecify.annotations.Nullable;

/** Makes preprocessing chains from lists such as {@code preprocessing.train}. */
public final class StepChains {
  private final Registry<StepFactory<?>> factories;

  /**
   * @param factories every known step, as the plug-ins give them
   */
  @Inject
  public StepChains(Map<String, StepFactory<?>> factories) {
    this.factories = new Registry<>("step", factories);
  }

  /**
   * Makes the chain of a list.
   *
   * @param list mappings, each with {@code _target_} and the keys of that step
   * @param path dotted path of the list in the whole configuration, for errors
   * @throws BenchException with all that is wrong with the list, or what a step cannot work on
   */
  Preprocessor chain(ConfigNode list, String path, StepContext start) {
    Problems problems = new Problems();
    List<Function<StepContext, PreprocessStep>> makers = read(list, path, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return new Preprocessor(start, makers);
  }

  /**
   * Reads a list without building anything, for checking a config before data are opened.
   *
   * @param problems takes every problem found
   * @return one function for each step without a problem
   */
  public List<Function<StepContext, PreprocessStep>> read(
      ConfigNode list, String path, Problems problems) {
    List<Function<StepContext, PreprocessStep>> makers = new ArrayList<>();
    if (!(list instanceof ListNode steps)) {
      problems.add(
          Problem.of("WrongType", path + " must be a list of steps")
              .at(list.origin().place())
              .expecting("- _target_: BandFilter, and so on"));
      return makers;
    }
    for (int i = 0; i < steps.size(); i++) {
      String key = path + "." + i;
      StepFactory<?> factory = factory(steps.get(i), key, problems);
      if (factory != null) {
        bind(factory, steps.get(i), key, problems, makers);
      }
    }
    return makers;
  }

  private @Nullable StepFactory<?> factory(ConfigNode step, String key, Problems problems) {
    String name = step.selectText("_target_");
    if (name == null) {
      problems.add(
          Problem.of("MissingKey", key + " does not name its step")
              .at(step.origin().place())
              .expecting("_target_ with one of " + String.join(", ", factories.names())));
      return null;
    }
    try {
      return factories.get(name, step.origin().place());
    } catch (BenchException unknown) {
      problems.addAll(unknown);
      return null;
    }
  }

  private static <C extends Record> void bind(
      StepFactory<C> factory,
      ConfigNode step,
      String key,
      Problems problems,
      List<Function<StepContext, PreprocessStep>> makers) {
    C config = Binder.bind(step, key, factory.configType(), problems);
    if (config != null) {
      makers.add(context -> factory.create(config, context));
    }
  }
}
