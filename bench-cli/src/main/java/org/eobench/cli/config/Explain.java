package org.eobench.cli.config;

import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.KeySuggestions;
import org.eobench.core.config.interpolation.InterpolationException;
import org.eobench.core.config.interpolation.Resolver;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Explains where a value came from and what it replaced. */
final class Explain {
  private Explain() {}

  static String text(Composition composition, String key) {
    ConfigNode node = composition.whole().select(key);
    if (node == null) {
      KeySuggestions suggestions =
          new KeySuggestions(composition.whole(), composition.searchPath());
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownKey", "there is no key '" + key + "' in the configuration")
              .expecting(suggestions.near(key)));
    }
    StringBuilder text = new StringBuilder();
    explain(composition, key, node, text);
    return text.toString();
  }

  private static void explain(
      Composition composition, String key, ConfigNode node, StringBuilder text) {
    if (node instanceof MapNode map && !map.isEmpty()) {
      map.entries()
          .forEach(e -> explain(composition, KeyPath.join(key, e.name()), e.value(), text));
      return;
    }
    text.append(key).append(": ").append(PythonText.inline(node));
    if (node instanceof ScalarNode scalar && scalar.isInterpolation()) {
      text.append(" = ").append(resolved(composition, key, scalar));
    }
    text.append("\n  set by ").append(node.origin().place()).append('\n');
    for (Origin earlier : node.origin().history()) {
      text.append("  instead of ").append(earlier.place()).append('\n');
    }
  }

  private static String resolved(Composition composition, String key, ScalarNode node) {
    try {
      MapNode root = key.startsWith("hydra.") ? composition.whole() : composition.job();
      Resolver resolver = new Resolver(root, composition.hydra(), composition.environment());
      return PythonText.inline(resolver.resolve(new Resolver.Located(node, KeyPath.split(key))));
    } catch (InterpolationException e) {
      return "unresolvable: " + e.getMessage();
    }
  }
}
