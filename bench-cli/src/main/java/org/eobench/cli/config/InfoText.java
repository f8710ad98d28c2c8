package org.eobench.cli.config;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.DefaultItem;
import org.eobench.core.config.compose.DefaultsNode;
import org.eobench.core.config.compose.SearchPath;
import org.eobench.core.config.source.ConfigSource;

/** The texts of {@code --info}: how a configuration was composed. */
final class InfoText {
  private InfoText() {}

  static String of(String what, Composition composition, SearchPath searchPath) {
    return switch (what) {
      case "defaults" -> defaults(composition);
      case "defaults-tree" -> tree(composition);
      case "searchpath" -> searchPath(searchPath);
      default -> searchPath(searchPath) + "\n" + tree(composition) + "\n" + defaults(composition);
    };
  }

  private static String defaults(Composition composition) {
    List<DefaultsNode.Entry> entries = composition.defaults();
    int config = "Config".length();
    int pkg = "Package".length();
    for (DefaultsNode.Entry entry : entries) {
      config = Math.max(config, entry.config().length());
      pkg = Math.max(pkg, entry.pkg().length());
    }
    String row = "%-" + config + "s | %-" + pkg + "s | %-6s | %s%n";
    StringBuilder text = new StringBuilder("Defaults list, merged from top to bottom\n");
    text.append(String.format(Locale.ROOT, row, "Config", "Package", "_self_", "Parent"));
    for (DefaultsNode.Entry entry : entries) {
      text.append(
          String.format(
              Locale.ROOT,
              row,
              entry.config(),
              entry.pkg(),
              entry.self() ? "yes" : "",
              entry.parent()));
    }
    return text.toString();
  }

  private static String tree(Composition composition) {
    StringBuilder text = new StringBuilder("Defaults tree\n");
    composition.trees().forEach(tree -> tree(tree, 1, text));
    return text.toString();
  }

  private static void tree(DefaultsNode node, int depth, StringBuilder text) {
    DefaultItem item = node.item();
    text.append("  ".repeat(depth));
    if (item.isSelf()) {
      text.append(DefaultItem.SELF);
    } else if (item.isGroup()) {
      text.append(item.overrideKey()).append(": ").append(item.name());
    } else {
      text.append(item.configPath());
    }
    text.append(item.isDeleted() ? " (removed)\n" : "\n");
    node.children().forEach(child -> tree(child, depth + 1, text));
  }

  private static String searchPath(SearchPath searchPath) {
    StringBuilder text = new StringBuilder("Search path, first match first\n");
    for (ConfigSource source : searchPath.sources()) {
      text.append("  ").append(source.name()).append(source.available() ? "\n" : " (missing)\n");
    }
    return text.toString();
  }
}
