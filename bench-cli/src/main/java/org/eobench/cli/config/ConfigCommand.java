package org.eobench.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eobench.core.config.compose.Composer;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.KeySuggestions;
import org.eobench.core.config.compose.SearchPath;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.config.compose.Sweeper;
import org.eobench.core.config.interpolation.Resolver;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.source.ConfigSource;
import org.eobench.core.config.source.DirectorySource;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.config.tree.YamlWriter;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about the configuration as text, and plans the jobs of a command line. It
 * neither prints nor loads a native library.
 */
public final class ConfigCommand {
  private final String program;
  private final String defaultConfig;
  private final List<ConfigSource> sources;
  private final Function<String, @Nullable String> environment;
  private final @Nullable UnaryOperator<List<ConfigOverride>> inheritance;

  /**
   * @param program command as typed by users, for help and completion
   * @param defaultConfig primary config if {@code --config-name} is absent
   * @param sources configuration sources; the first match wins
   * @param environment environment variables
   */
  public ConfigCommand(
      String program,
      String defaultConfig,
      List<ConfigSource> sources,
      Function<String, @Nullable String> environment) {
    this(program, defaultConfig, sources, environment, null);
  }

  private ConfigCommand(
      String program,
      String defaultConfig,
      List<ConfigSource> sources,
      Function<String, @Nullable String> environment,
      @Nullable UnaryOperator<List<ConfigOverride>> inheritance) {
    this.program = program;
    this.defaultConfig = defaultConfig;
    this.sources = List.copyOf(sources);
    this.environment = environment;
    this.inheritance = inheritance;
  }

  /**
   * The same command with additional overrides from another source.
   *
   * @param added derives additional overrides of a configuration from the given ones
   */
  public ConfigCommand inheriting(UnaryOperator<List<ConfigOverride>> added) {
    return new ConfigCommand(program, defaultConfig, sources, environment, added);
  }

  /**
   * Returns the text of {@code --help}, {@code --cfg}, {@code --info} or {@code
   * --shell-completion}.
   *
   * @throws BenchException with all errors in the configuration
   */
  public String answer(CommandLine line) {
    if (line.has("help")) {
      return HelpText.of(program, configName(line), composer(line).searchPath());
    }
    String completion = line.value("shell-completion");
    if (completion != null) {
      return completion(completion, line);
    }
    String info = line.value("info");
    if (info != null && !info.equals("config")) {
      return InfoText.of(info, composeFrame(line), composer(line).searchPath());
    }
    return print(line, info == null ? String.valueOf(line.value("cfg")) : "all");
  }

  /** Explains a value, its origin and what it replaced, in one block for each leaf below it. */
  public String explain(CommandLine line, String key) {
    return Explain.text(composeFrame(line), key);
  }

  /**
   * Composes all jobs of the command line.
   *
   * @throws BenchException with all errors in the configuration
   */
  public SweepPlan plan(CommandLine line) {
    return new Sweeper(composer(line)).plan(configName(line), overrides(line), line.isMultirun());
  }

  /** The configuration of a single run. */
  public Composition compose(CommandLine line) {
    return composer(line).compose(configName(line), overrides(line), Composer.Purpose.RUN);
  }

  /** The groups and their options, as {@code --help} lists them. */
  public Map<String, List<String>> groups(CommandLine line) {
    return HelpText.groups(composer(line).searchPath());
  }

  /** Aliases of a group's options, each with the arguments that it stands for. */
  public Map<String, String> aliases(CommandLine line, String group) {
    return composer(line).searchPath().aliases().optionsOf(group);
  }

  /** The comment at the top of an option's file, on one line; empty if there is none. */
  public String about(CommandLine line, String group, String option) {
    return composer(line).searchPath().about(group + "/" + option);
  }

  /** Completes the end of {@code typed}, the words after the program's name. */
  public List<String> complete(String typed) {
    List<String> words = new ArrayList<>(List.of(typed.strip().split("\\s+")));
    words.removeIf(String::isEmpty);
    boolean fresh = typed.isEmpty() || typed.endsWith(" ");
    String word = fresh || words.isEmpty() ? "" : words.remove(words.size() - 1);
    CommandLine line;
    try {
      line = CommandLine.parse(words);
    } catch (BenchException e) {
      return List.of();
    }
    return new Completion(composer(line))
        .candidates(configName(line), line.overrides(), word, line.isMultirun());
  }

  private String configName(CommandLine line) {
    String name = line.value("config-name");
    return name == null ? defaultConfig : name;
  }

  private Composer composer(CommandLine line) {
    List<ConfigSource> all = new ArrayList<>();
    for (String flag : List.of("config-dir", "config-path")) {
      String place = line.value(flag);
      if (place != null) {
        ConfigSource source = new DirectorySource(Path.of(place));
        if (!source.available()) {
          throw new BenchException(
              ExitCode.USAGE,
              Problem.of("ConfigDirMissing", "--" + flag + " " + place + " is not a directory")
                  .expecting("a directory with YAML files"));
        }
        all.add(source);
      }
    }
    if (line.value("config-path") == null) {
      all.addAll(sources);
    }
    return new Composer(new SearchPath(all), environment);
  }

  private Composition composeFrame(CommandLine line) {
    Composer.Purpose purpose = line.isMultirun() ? Composer.Purpose.SWEEP : Composer.Purpose.RUN;
    return composer(line).compose(configName(line), overrides(line), purpose);
  }

  private List<ConfigOverride> overrides(CommandLine line) {
    List<ConfigOverride> given = OverrideParser.parseAll(line.overrides());
    return inheritance == null ? given : inheritance.apply(given);
  }

  private String print(CommandLine line, String what) {
    Composition composition = composeFrame(line);
    MapNode root =
        switch (what) {
          case "job" -> composition.job();
          case "hydra" -> onlyHydra(composition);
          default -> composition.whole();
        };
    if (line.has("resolve")) {
      Problems problems = new Problems();
      MapNode base = what.equals("job") ? composition.job() : composition.whole();
      MapNode resolved = new Resolver(base, composition.hydra(), environment).resolveAll(problems);
      problems.throwIfAny(ExitCode.CONFIG);
      if (what.equals("hydra")) {
        MapNode only = new MapNode(resolved.origin());
        ConfigNode hydra = resolved.get("hydra");
        if (hydra != null) {
          only.put("hydra", hydra);
        }
        resolved = only;
      }
      root = resolved;
    }
    String pkg = line.value("package");
    boolean part = pkg != null && !pkg.equals("_global_");
    ConfigNode shown = part && pkg != null ? packageOf(root, pkg, composition) : root;
    String yaml = line.has("origin") ? YamlWriter.writeWithOrigins(shown) : YamlWriter.write(shown);
    return part ? "# @package " + pkg + "\n" + yaml : yaml;
  }

  private static MapNode onlyHydra(Composition composition) {
    MapNode only = new MapNode(composition.hydra().origin());
    only.put("hydra", composition.hydra());
    return only;
  }

  private static ConfigNode packageOf(MapNode root, String pkg, Composition composition) {
    ConfigNode node = root.select(pkg);
    if (node == null || node instanceof ScalarNode) {
      if (node != null) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("UnknownPackage", "'" + pkg + "' is a value, not a package")
                .at(node.origin().place())
                .expecting("the key of a mapping or list, such as " + root.names().get(0))
                .next(
                    "to see a value and its origin: `java -jar bench.jar explain "
                        + pkg
                        + "` with the same arguments"));
      }
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownPackage", "the package '" + pkg + "' does not exist")
              .expecting(new KeySuggestions(root, composition.searchPath()).near(pkg)));
    }
    return node;
  }

  private String completion(String request, CommandLine line) {
    if (request.startsWith("query")) {
      String typed = environment.apply("COMP_LINE");
      String whole = typed == null ? "" : typed;
      int firstSpace = whole.indexOf(' ');
      return String.join("\n", complete(firstSpace < 0 ? "" : whole.substring(firstSpace + 1)));
    }
    String shell = request.substring(request.indexOf('=') + 1);
    return CompletionScript.of(shell, program);
  }
}
