package org.eobench.core.describe;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Naming;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.card.DatasetCard;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;

/**
 * What the configuration says of a data set, without its files.
 *
 * @param target registry key
 * @param facts the keys that every data set has
 */
public record DatasetDescription(String target, DatasetFacts facts) {
  private static final String DATASET = "dataset";

  /** The keys of {@link DatasetFacts}. */
  private static final Set<String> KEYS =
      Arrays.stream(DatasetFacts.class.getRecordComponents())
          .map(RecordComponent::getName)
          .map(Naming::toKey)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads the keys of the chosen data set that all have.
   *
   * @param root resolved configuration
   * @throws BenchException if none is chosen, or some of these keys are wrong
   */
  public static DatasetDescription of(ConfigNode root) {
    MapNode node = root.selectMap(DATASET);
    String target = node == null ? null : node.selectText("_target_");
    if (node == null || target == null) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("MissingKey", "no data set is chosen")
              .expecting("dataset=NAME")
              .next("`java -jar bench.jar list dataset` lists them"));
    }
    MapNode common = node.copy();
    node.names().stream().filter(name -> !KEYS.contains(name)).forEach(common::remove);
    Problems problems = new Problems();
    DatasetFacts facts = Binder.bind(common, DATASET, DatasetFacts.class, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return new DatasetDescription(target, Objects.requireNonNull(facts));
  }

  /** Its published facts; {@link DatasetCard#UNKNOWN} if there are none. */
  public DatasetCard card() {
    DatasetCard card = facts.card();
    return card == null ? DatasetCard.UNKNOWN : card;
  }
}
