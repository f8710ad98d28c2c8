package org.eobench.cli.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.datasets.DatasetTable;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.terminal.Listing;
import org.eobench.cli.terminal.Wrap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;
import org.eobench.pretrain.method.Methods;
import org.jspecify.annotations.Nullable;

/**
 * {@code list KIND}: the options of a config group and the components of this kind. Encoders,
 * decoders and data sets are listed in a table, a single one with all its facts.
 */
public final class ListVerb implements Verb {
  private static final String LONG = "--long";

  /** Kinds that are listed in a table. */
  private static final Set<String> TABLES = Set.of("encoder", "decoder", "dataset");

  private final IntSupplier columns;

  /**
   * @param columns width of the terminal
   */
  public ListVerb(IntSupplier columns) {
    this.columns = columns;
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String arguments() {
    return "[encoder|decoder|dataset|…] [NAME] [--long]";
  }

  @Override
  public String summary() {
    return "list the options of a config group and its components, including plug-ins";
  }

  @Override
  public String details() {
    return """
    Options
      --long          all columns of a table, however wide it becomes

    Examples
      java -jar bench.jar list encoder
      java -jar bench.jar list encoder dofa
      java -jar bench.jar list decoder --long
      java -jar bench.jar list dataset
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = new ArrayList<>(invocation.words());
    boolean all = words.removeAll(List.of(LONG));
    ConfigCommand configs = Configs.command(invocation.plugins());
    Map<String, List<String>> options = configs.groups(CommandLine.parse(List.of()));
    Components parts = invocation.components();
    Map<String, Registry<?>> registries = registries(parts);
    TreeSet<String> kinds = new TreeSet<>(options.keySet());
    kinds.addAll(registries.keySet());
    int width = columns.getAsInt();
    if (words.size() > 1 && TABLES.contains(words.get(0)) && !kinds.contains(words.get(1))) {
      String kind = words.get(0);
      List<String> named = words.subList(1, words.size());
      Map<String, String> aliases = aliases(configs, kind);
      for (String name : named) {
        if (aliases.containsKey(name)) {
          print(invocation, Wrap.lines(alias(name, aliases.get(name)), width));
        } else {
          requireOption(kind, name, options.getOrDefault(kind, List.of()));
        }
      }
      print(invocation, listing(kind, named, configs, parts).records(width));
      return ExitCode.OK;
    }
    words.forEach(kind -> requireKind(kind, kinds));
    List<String> wanted = words.isEmpty() ? List.copyOf(kinds) : words;
    for (String kind : wanted) {
      invocation.out().println(kind);
      List<String> named = options.getOrDefault(kind, List.of());
      if (wanted.size() == 1 && TABLES.contains(kind)) {
        print(invocation, listing(kind, named, configs, parts).lines(width, all));
      } else {
        line(invocation, "options", named, width);
      }
      Registry<?> registry = registries.get(kind);
      List<String> keys = registry == null ? List.of() : List.copyOf(registry.names());
      line(invocation, "components", keys, width);
      if (wanted.size() == 1) {
        aliases(configs, kind)
            .forEach((name, meaning) -> invocation.out().println("  " + alias(name, meaning)));
      }
    }
    return ExitCode.OK;
  }

  private static Map<String, String> aliases(ConfigCommand configs, String kind) {
    return configs.aliases(CommandLine.parse(List.of()), kind);
  }

  private static String alias(String name, @Nullable String meaning) {
    return name + " is an alias of " + meaning;
  }

  private static Listing listing(
      String kind, List<String> named, ConfigCommand configs, Components parts) {
    return switch (kind) {
      case "encoder" -> new EncoderTable(configs, parts).of(named);
      case "decoder" -> new DecoderTable(configs, parts).of(named);
      default -> DatasetTable.of(named, configs);
    };
  }

  private static void requireKind(String kind, Set<String> kinds) {
    if (!kinds.contains(kind)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownKind", "there is no kind " + kind)
              .expecting(Suggest.sentence(kind, kinds))
              .next("`java -jar bench.jar list` shows all kinds"));
    }
  }

  private static void requireOption(String kind, String name, List<String> options) {
    if (!options.contains(name)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownOption", "there is no " + kind + " " + name)
              .expecting(
                  Suggest.sentence(name, options, "`java -jar bench.jar list " + kind + "`")));
    }
  }

  private static void line(Invocation invocation, String label, List<String> names, int width) {
    if (!names.isEmpty()) {
      print(invocation, Wrap.lines("  " + label + ": " + String.join(", ", names), width));
    }
  }

  private static void print(Invocation invocation, List<String> lines) {
    lines.forEach(invocation.out()::println);
  }

  /** Registries by the names of their config groups. */
  private static Map<String, Registry<?>> registries(Components components) {
    Map<String, Registry<?>> registries = new LinkedHashMap<>();
    registries.put("encoder", components.encoders());
    registries.put("decoder", components.decoders());
    registries.put("dataset", components.datasets());
    registries.put("criterion", components.criteria());
    registries.put("optimizer", components.optimizers());
    registries.put("lr_scheduler", components.schedules());
    registries.put("preprocessing", components.steps());
    registries.put("results", components.formats());
    registries.put("logger", components.loggers());
    registries.put("corruption", components.corruptions());
    registries.put("method", Methods.of(components));
    return registries;
  }
}
