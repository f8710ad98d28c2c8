package org.eobench.core.run.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.logger.LoggerFactory;
import org.eobench.core.registry.Registry;

/** Finds the loggers that a configuration names: one, or a list of them. */
public final class LoggerSelection {
  /** The event files that Weights and Biases imports. */
  private static final String FOR_WANDB = "tensorboard";

  private LoggerSelection() {}

  static List<LoggerFactory> read(
      RunConfig config, Registry<LoggerFactory> known, Problems problems) {
    boolean wandb = config.useWandb() || config.task().trainer().useWandb();
    return read(config.logger(), wandb, known, problems);
  }

  /**
   * The loggers of a configuration.
   *
   * @param node a name, a list of names, or null
   * @param wandb whether the files that Weights and Biases imports are written in any case
   */
  public static List<LoggerFactory> read(
      ConfigNode node, boolean wandb, Registry<LoggerFactory> known, Problems problems) {
    Set<String> names = new LinkedHashSet<>();
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.size(); i++) {
        add(list.get(i), names, problems);
      }
    } else if (!(node instanceof ScalarNode scalar && scalar.value() == null)) {
      add(node, names, problems);
    }
    if (wandb) {
      names.add(FOR_WANDB);
    }
    List<LoggerFactory> loggers = new ArrayList<>();
    for (String name : names) {
      try {
        loggers.add(known.get(name, node.origin().place()));
      } catch (BenchException unknown) {
        problems.addAll(unknown);
      }
    }
    return loggers;
  }

  private static void add(ConfigNode node, Set<String> names, Problems problems) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof String name) {
      names.add(name);
    } else {
      problems.add(
          Problem.of(
                  "WrongType", "logger must be a name or a list of names, not " + node.describe())
              .at(node.origin().place())
              .expecting("such as logger=tensorboard or logger=[tensorboard,mlflow]"));
    }
  }
}
