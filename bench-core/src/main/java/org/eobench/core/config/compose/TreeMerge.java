package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.config.interpolation.InterpolationException;
import org.eobench.core.config.interpolation.Resolver;
import org.eobench.core.config.interpolation.ResolverBudget;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Merges one tree into another. Mappings are merged key by key; any other value is replaced, but
 * never by {@code ???}. The origin of the new value remembers the value that it replaced.
 */
final class TreeMerge {
  private final MapNode root;
  private final boolean closed;
  private final Problems problems;
  private final ResolverBudget budget = new ResolverBudget();

  /**
   * @param root whole tree, used to follow references
   * @param closed whether new keys are refused
   */
  TreeMerge(MapNode root, boolean closed, Problems problems) {
    this.root = root;
    this.closed = closed;
    this.problems = problems;
  }

  /** Merges {@code from} into the mapping at {@code path} of the root. */
  void merge(MapNode into, List<String> path, MapNode from) {
    for (MapNode.Entry entry : from.entries()) {
      List<String> below = new ArrayList<>(path);
      below.add(entry.name());
      ConfigNode old = into.get(entry.key());
      if (old == null && closed) {
        problems.add(
            Problem.of("UnknownKey", String.join(".", below) + " does not exist")
                .at(entry.value().origin().place()));
      } else {
        ConfigNode merged = merged(old, below, entry.value());
        if (merged != null) {
          into.put(entry.key(), merged);
        }
      }
    }
  }

  /** The new value of a key, or null if the old value stays or was changed in place. */
  private @Nullable ConfigNode merged(
      @Nullable ConfigNode old, List<String> path, ConfigNode fresh) {
    if (old == null) {
      return fresh.copy();
    }
    if (fresh instanceof ScalarNode scalar) {
      return scalar.isMissing() ? null : scalar.withOrigin(scalar.origin().replacing(old.origin()));
    }
    ConfigNode target = lookThrough(old, path);
    if (fresh instanceof MapNode map && target instanceof MapNode existing) {
      MapNode base = target == old ? existing : copied(existing, new Resolver.Located(old, path));
      merge(base, path, map);
      return target == old ? null : base;
    }
    boolean mixed =
        fresh instanceof MapNode && target instanceof ListNode
            || fresh instanceof ListNode && target instanceof MapNode;
    if (mixed) {
      problems.add(
          Problem.of(
                  "MergeError",
                  String.format(
                      Locale.ROOT,
                      "%s: %s cannot be merged into %s",
                      String.join(".", path),
                      fresh.describe(),
                      target.describe()))
              .at(fresh.origin().place() + ", into " + target.origin().place()));
      return null;
    }
    return replacing(fresh, old.origin());
  }

  private MapNode copied(MapNode existing, Resolver.Located at) {
    budget.values(existing.values(), at);
    return existing.copy();
  }

  private static ConfigNode replacing(ConfigNode fresh, Origin old) {
    Origin origin = fresh.origin().replacing(old);
    return fresh instanceof ListNode list
        ? list.copy().withOrigin(origin)
        : ((MapNode) fresh).copyWithOrigin(origin);
  }

  /** The mapping or list that a reference points to, or else the value itself. */
  private ConfigNode lookThrough(ConfigNode old, List<String> path) {
    if (old instanceof ScalarNode scalar && scalar.isInterpolation()) {
      try {
        ConfigNode target =
            new Resolver(root, null, name -> null, budget)
                .follow(new Resolver.Located(old, path))
                .node();
        return target instanceof ScalarNode ? old : target;
      } catch (InterpolationException e) {
        return old;
      }
    }
    return old;
  }
}
