package org.eobench.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eobench.core.config.CommandLine;
import org.eobench.core.config.ConfigCommand;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.registry.Registry;
import org.eobench.core.run.Components;

/**
 * {@code list KIND}: the options of a config group and the components behind them; of encoders and
 * decoders a table of what they are.
 */
final class ListVerb implements Verb {
  @Override
  public String name() {
    return "list";
  }

  @Override
  public String arguments() {
    return "[encoder|decoder|dataset|…]";
  }

  @Override
  public String summary() {
    return "list the options of a config group and the components of that kind, plug-ins included";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    ConfigCommand configs = Configs.command(invocation.plugins());
    Map<String, List<String>> options = configs.groups(CommandLine.parse(List.of()));
    Components parts = Wiring.injector(invocation.plugins()).getInstance(Components.class);
    Map<String, Registry<?>> registries = registries(parts);
    TreeSet<String> kinds = new TreeSet<>(options.keySet());
    kinds.addAll(registries.keySet());
    List<String> wanted = new ArrayList<>(invocation.words());
    if (wanted.isEmpty()) {
      wanted.addAll(kinds);
    }
    for (String kind : wanted) {
      if (!kinds.contains(kind)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("UnknownKind", "there is nothing of the kind " + kind)
                .expecting(Suggest.sentence(kind, kinds)));
      }
      invocation.out().println(kind);
      List<String> named = options.getOrDefault(kind, List.of());
      boolean alone = wanted.size() == 1;
      if (kind.equals("encoder") && alone) {
        table(invocation, new EncoderTable(configs, parts).lines(named));
      } else if (kind.equals("decoder") && alone) {
        table(invocation, new DecoderTable(configs, parts).lines(named));
      } else {
        line(invocation, "options", named);
      }
      Registry<?> registry = registries.get(kind);
      line(invocation, "components", registry == null ? List.of() : List.copyOf(registry.names()));
    }
    return ExitCode.OK;
  }

  private static void table(Invocation invocation, List<String> lines) {
    lines.forEach(line -> invocation.out().println(("  " + line).stripTrailing()));
  }

  private static void line(Invocation invocation, String label, List<String> names) {
    if (!names.isEmpty()) {
      invocation.out().println("  " + label + ": " + String.join(", ", names));
    }
  }

  /** Registries under the names of the config groups they serve. */
  private static Map<String, Registry<?>> registries(Components components) {
    Map<String, Registry<?>> registries = new LinkedHashMap<>();
    registries.put("encoder", components.encoders());
    registries.put("decoder", components.decoders());
    registries.put("dataset", components.datasets());
    registries.put("criterion", components.criteria());
    registries.put("optimizer", components.optimizers());
    registries.put("lr_scheduler", components.schedules());
    registries.put("preprocessing", components.steps());
    return registries;
  }
}
