package org.eobench.core.run.plan;

import java.util.List;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.grouping.GroupingConfig;
import org.eobench.core.dataset.subset.OversampleConfig;
import org.eobench.core.dataset.subset.SubsetConfig;
import org.eobench.core.error.Problems;
import org.eobench.core.registry.Registry;
import org.eobench.core.spi.DatasetFactory;
import org.jspecify.annotations.Nullable;

/**
 * The mapping {@code dataset}: the keys of the data set, and {@code subset}, {@code grouping} and
 * {@code oversample}, which all have.
 */
public final class DatasetKeys {
  private static final String DATASET = "dataset";
  private static final String SUBSET = "subset";
  private static final String GROUPING = "grouping";
  private static final String OVERSAMPLE = "oversample";

  private DatasetKeys() {}

  /**
   * The selected data set, of which the keys that all have are not part.
   *
   * @param root the whole configuration
   * @return null if there is none, or anything is wrong; {@code problems} then says what
   */
  public static @Nullable ConfiguredComponent<DatasetContext, EoDataset> component(
      ConfigNode root, Registry<DatasetFactory<?>> registry, Problems problems) {
    ConfigNode node = root.select(DATASET);
    return node == null
        ? null
        : ConfiguredComponent.read(own(node), DATASET, Integer.MAX_VALUE, registry, problems);
  }

  /** The mapping of a data set without the keys that all have. */
  public static ConfigNode own(ConfigNode dataset) {
    if (!(dataset instanceof MapNode map)) {
      return dataset;
    }
    MapNode own = map.copy();
    for (String common : List.of(SUBSET, GROUPING, OVERSAMPLE)) {
      if (own.has(common)) {
        own.remove(common);
      }
    }
    return own;
  }

  /** The keys of the subset; all samples if there are none, null if they are wrong. */
  static @Nullable SubsetConfig subset(ConfigNode root, Problems problems) {
    ConfigNode node = root.select(DATASET + "." + SUBSET);
    return node == null
        ? SubsetConfig.ALL
        : Binder.bind(node, DATASET + "." + SUBSET, SubsetConfig.class, problems);
  }

  /**
   * The keys of the grouping; the classes as they are if there are none, null if they are wrong.
   */
  static @Nullable GroupingConfig grouping(ConfigNode root, Problems problems) {
    ConfigNode node = root.select(DATASET + "." + GROUPING);
    return node == null
        ? GroupingConfig.NONE
        : Binder.bind(node, DATASET + "." + GROUPING, GroupingConfig.class, problems);
  }

  /** The keys of the oversampling; none if there are none, null if they are wrong. */
  static @Nullable OversampleConfig oversample(ConfigNode root, Problems problems) {
    ConfigNode node = root.select(DATASET + "." + OVERSAMPLE);
    return node == null
        ? OversampleConfig.NONE
        : Binder.bind(node, DATASET + "." + OVERSAMPLE, OversampleConfig.class, problems);
  }
}
