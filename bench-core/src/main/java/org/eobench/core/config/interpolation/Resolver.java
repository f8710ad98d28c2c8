package org.eobench.core.config.interpolation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * Replaces every {@code ${…}} of a tree by its value. It reports all broken references, each with
 * its key, file and line.
 */
public final class Resolver {
  private final MapNode root;
  private final @Nullable MapNode hydra;
  private final Resolvers functions;
  private final ResolverBudget budget;
  private final Set<List<String>> active = new LinkedHashSet<>();
  private @Nullable Resolver withHydra;

  /**
   * @param root tree that absolute references start from
   * @param hydra tree for {@code ${hydra:…}}, or null
   * @param environment the environment variables
   */
  public Resolver(
      MapNode root, @Nullable MapNode hydra, Function<String, @Nullable String> environment) {
    this(root, hydra, environment, new ResolverBudget());
  }

  /** Like the other constructor, with a shared budget. */
  public Resolver(
      MapNode root,
      @Nullable MapNode hydra,
      Function<String, @Nullable String> environment,
      ResolverBudget budget) {
    this.root = root;
    this.hydra = hydra;
    this.functions = new Resolvers(this, environment);
    this.budget = budget;
  }

  /**
   * A node with its path, the start of relative references.
   *
   * @param made whether the resolver created the value; an interpolation in it is then plain text
   */
  public record Located(ConfigNode node, List<String> path, boolean made) {
    public Located(ConfigNode node, List<String> path) {
      this(node, path, false);
    }

    Located child(String key, ConfigNode child) {
      List<String> longer = new ArrayList<>(path);
      longer.add(key);
      return new Located(child, longer, made);
    }

    String dotted() {
      return String.join(".", path);
    }
  }

  /** Returns the tree without references. A broken reference keeps its text and adds a problem. */
  public MapNode resolveAll(Problems problems) {
    return (MapNode) tolerant(new Located(root, List.of()), problems);
  }

  private ConfigNode tolerant(Located at, Problems problems) {
    if (at.node() instanceof MapNode map) {
      MapNode result = new MapNode(map.origin());
      map.entries()
          .forEach(e -> result.put(e.key(), tolerant(at.child(e.name(), e.value()), problems)));
      return result;
    }
    if (at.node() instanceof ListNode list) {
      ListNode result = new ListNode(list.origin());
      for (int i = 0; i < list.size(); i++) {
        result.add(tolerant(at.child(String.valueOf(i), list.get(i)), problems));
      }
      return result;
    }
    try {
      return resolve(at);
    } catch (InterpolationException e) {
      problems.add(problem(e, at));
      return at.node();
    }
  }

  private static Problem problem(InterpolationException failure, Located at) {
    return Problem.of(failure.id(), at.dotted() + ": " + failure.getMessage())
        .at(at.node().origin().place())
        .expecting(failure.hint());
  }

  /**
   * Like {@link #resolve}, for a single value.
   *
   * @throws BenchException when it cannot be resolved, with its key and place
   */
  public ConfigNode resolveOrThrow(Located at) {
    try {
      return resolve(at);
    } catch (InterpolationException e) {
      throw new BenchException(ExitCode.CONFIG, problem(e, at));
    }
  }

  /** Returns the node with all references below it resolved in place. */
  public ConfigNode resolve(Located at) {
    if (at.made()) {
      return at.node();
    }
    budget.values(1, at);
    if (at.node() instanceof MapNode map) {
      MapNode result = new MapNode(map.origin());
      map.entries().forEach(e -> result.put(e.key(), resolve(at.child(e.name(), e.value()))));
      return result;
    }
    if (at.node() instanceof ListNode list) {
      ListNode result = new ListNode(list.origin());
      for (int i = 0; i < list.size(); i++) {
        result.add(resolve(at.child(String.valueOf(i), list.get(i))));
      }
      return result;
    }
    ScalarNode scalar = (ScalarNode) at.node();
    if (!scalar.isInterpolation()) {
      return scalar;
    }
    enter(at);
    try {
      return resolve(target(at));
    } finally {
      leave(at);
    }
  }

  private void enter(Located at) {
    if (!active.add(at.path())) {
      List<String> chain = new ArrayList<>();
      active.forEach(path -> chain.add(String.join(".", path)));
      chain.add(at.dotted());
      throw new InterpolationException(
          "InterpolationCycle", "refers to itself: " + String.join(" -> ", chain), "");
    }
    budget.enter(at);
  }

  private void leave(Located at) {
    active.remove(at.path());
    budget.leave();
  }

  /** The value of a node, without resolving its children. */
  public Located follow(Located at) {
    if (at.made() || !(at.node() instanceof ScalarNode scalar) || !scalar.isInterpolation()) {
      return at;
    }
    enter(at);
    try {
      return follow(target(at));
    } finally {
      leave(at);
    }
  }

  private Located target(Located at) {
    String text = String.valueOf(((ScalarNode) at.node()).value());
    budget.text(text.length(), at);
    return evaluate(InterpolationParser.text(text), at);
  }

  Located evaluate(Expression expression, Located at) {
    if (expression instanceof Expression.Reference reference) {
      return reference(reference, at);
    }
    if (expression instanceof Expression.Call call) {
      String name = text(call.name(), at);
      List<ConfigNode> arguments = new ArrayList<>();
      if (functions.knows(name)) {
        call.arguments().forEach(argument -> arguments.add(value(argument, at)));
      }
      return functions.call(name, arguments, at);
    }
    return made(value(expression, at), at);
  }

  ResolverBudget budget() {
    return budget;
  }

  /** Marks a value that is not part of the tree. */
  static Located made(ConfigNode value, Located at) {
    return new Located(value, at.path(), true);
  }

  /** The fully resolved value of an expression. */
  ConfigNode value(Expression expression, Located at) {
    budget.enterExpression(at);
    try {
      return unbounded(expression, at);
    } finally {
      budget.leaveExpression();
    }
  }

  private ConfigNode unbounded(Expression expression, Located at) {
    Origin origin = at.node().origin();
    if (expression instanceof Expression.Literal literal) {
      return new ScalarNode(literal.value(), origin);
    }
    if (expression instanceof Expression.Join join) {
      StringBuilder text = new StringBuilder();
      for (Expression part : join.parts()) {
        String more = text(part, at);
        text.append(more);
        budget.text(more.length(), text.length(), at);
      }
      return new ScalarNode(text.toString(), origin);
    }
    if (expression instanceof Expression.Items list) {
      ListNode result = new ListNode(origin);
      list.items().forEach(item -> result.add(value(item, at)));
      return result;
    }
    if (expression instanceof Expression.Entries map) {
      MapNode result = new MapNode(origin);
      map.entries().forEach((key, item) -> result.put(key, value(item, at)));
      return result;
    }
    Located found = evaluate(expression, at);
    return resolve(found);
  }

  private String text(Expression expression, Located at) {
    return PythonText.show(value(expression, at));
  }

  private Located reference(Expression.Reference reference, Located at) {
    List<String> keys = new ArrayList<>();
    reference.keys().forEach(key -> keys.add(text(key, at)));
    Located start = new Located(root, List.of());
    if (reference.dots() > 0) {
      int up = at.path().size() - reference.dots();
      if (up < 0) {
        throw missingKey(".".repeat(reference.dots()) + String.join(".", keys), start, keys.get(0));
      }
      start = walk(start, at.path().subList(0, up), "");
    }
    String shown = ".".repeat(reference.dots()) + String.join(".", keys);
    Located found = walk(start, keys, shown);
    if (found.node() instanceof ScalarNode scalar && scalar.isMissing()) {
      throw new InterpolationException(
          "InterpolationToMissing",
          found.dotted() + " is ??? and must be set",
          "set " + found.dotted() + "=<value>");
    }
    return found;
  }

  private Located walk(Located start, List<String> keys, String shown) {
    Located at = start;
    for (String key : keys) {
      at = follow(at);
      if (at.node() instanceof ScalarNode scalar && scalar.value() != null) {
        throw new InterpolationException(
            "InterpolationFailed",
            "'" + shown + "' looks for " + key + " in " + at.dotted() + ", which is not a mapping",
            "");
      }
      ConfigNode child = KeyPath.exactChild(at.node(), key);
      if (child == null) {
        throw missingKey(shown, at, key);
      }
      at = at.child(key, child);
    }
    return at;
  }

  private static InterpolationException missingKey(String shown, Located at, String key) {
    List<String> names = at.node() instanceof MapNode map ? map.names() : List.of();
    return new InterpolationException(
        "InterpolationKey",
        "the interpolation key '" + shown + "' is not found",
        names.isEmpty() ? "" : Suggest.sentence(key, names));
  }

  /** Finds the node at {@code path}, starting at the root or, with leading dots, at {@code at}. */
  public @Nullable Located select(String path, Located at) {
    int dots = 0;
    while (dots < path.length() && path.charAt(dots) == '.') {
      dots++;
    }
    List<String> keys = KeyPath.split(path.substring(dots));
    try {
      Located start = new Located(root, List.of());
      int up = at.path().size() - dots;
      Located from = dots == 0 ? start : walk(start, at.path().subList(0, Math.max(0, up)), path);
      return walk(from, keys, path);
    } catch (InterpolationException e) {
      if (e.id().equals("InterpolationKey")) {
        return null;
      }
      throw e;
    }
  }

  /** The value of {@code ${hydra:path}}. */
  Located hydra(String path, Located at) {
    if (hydra == null) {
      throw new InterpolationException(
          "InterpolationFailed", "${hydra:" + path + "} cannot be used here", "");
    }
    Resolver inside = withHydra;
    if (inside == null) {
      MapNode whole = root.copy();
      whole.put("hydra", hydra);
      inside = new Resolver(whole, hydra, functions.environment(), budget);
      inside.withHydra = inside;
      withHydra = inside;
    }
    Located start = new Located(inside.root, List.of());
    List<String> keys = new ArrayList<>(List.of("hydra"));
    keys.addAll(KeyPath.split(path));
    Located found = inside.walk(start, keys, "hydra:" + path);
    return made(inside.resolve(found), at);
  }
}
