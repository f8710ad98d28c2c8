package org.eobench.cli.verbs;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.KindAndPath;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.encoder.WeightsCard;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.fetch.Fetcher;
import org.eobench.core.fetch.Patience;
import org.eobench.core.fetch.RemoteFile;
import org.eobench.core.plugin.PluginJars;
import org.jspecify.annotations.Nullable;

/** {@code fetch weights ENCODER}: downloads the published weights in an encoder's config. */
public final class FetchVerb implements Verb {
  private static final String FORCE = "--force";
  private static final List<String> KINDS = List.of("weights");

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public String arguments() {
    return "weights ENCODER OVERRIDES";
  }

  @Override
  public String summary() {
    return "download and verify an encoder's published weights; resumes (--force replaces)";
  }

  @Override
  public String details() {
    return """
    Options
      --force         replace a file that is there

    Examples
      java -jar bench.jar fetch weights dofa
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = new ArrayList<>(invocation.words());
    boolean replace = words.removeAll(List.of(FORCE));
    String option =
        KindAndPath.word(
            this,
            words.subList(0, Math.min(2, words.size())),
            KINDS,
            "fetch requires a kind and the name of an encoder");
    RemoteFile file = file(invocation.plugins(), option, words.subList(2, words.size()));
    new Fetcher(Patience.DEFAULT, ConsoleProgress.ofProcess()).fetch(file, replace);
    return ExitCode.OK;
  }

  /**
   * Describes the file to download.
   *
   * @throws BenchException if there is no such encoder, or no file that a program can download
   */
  public static RemoteFile file(PluginJars plugins, String option, List<String> overrides) {
    return remote(option, config(plugins, option, overrides));
  }

  /**
   * The encoder's own file, composed without a full run, so that parts of a run to which its other
   * values refer need not be selected.
   */
  private static MapNode config(PluginJars plugins, String option, List<String> overrides) {
    ConfigCommand configs = Configs.command(plugins);
    List<String> known =
        configs.groups(CommandLine.parse(List.of())).getOrDefault("encoder", List.of());
    if (!known.contains(option)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("UnknownEncoder", "there is no encoder " + option)
              .expecting(Suggest.sentence(option, known)));
    }
    List<String> line = new ArrayList<>(List.of("--config-name", "encoder/" + option));
    line.addAll(overrides);
    Problems elsewhere = new Problems();
    return configs.compose(CommandLine.parse(line)).resolve(elsewhere);
  }

  private static RemoteFile remote(String option, MapNode config) {
    Object weights = value(config, "encoder_weights");
    Object address = value(config, "download_url");
    WeightsCard card = card(config);
    if (weights == null) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("NoWeights", "encoder=" + option + " has no published weights")
              .expecting("an encoder whose encoder_weights is a file published by its authors")
              .next(
                  "no download is needed: the encoder is random, or its weights are your own file"));
    }
    if (address == null) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("NoAddress", "these weights have no download URL")
              .at("encoder=" + option)
              .expecting("encoder.download_url")
              .next(
                  String.format(
                      Locale.ROOT,
                      "download them from their authors%s and save them as %s",
                      card.paper() == null ? "" : " (" + card.paper() + ")",
                      Path.of(weights.toString()).toAbsolutePath().normalize())));
    }
    try {
      return new RemoteFile(
          URI.create(address.toString()), Path.of(weights.toString()), card.size(), card.sha256());
    } catch (IllegalArgumentException wrong) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("WrongValue", String.valueOf(wrong.getMessage()))
              .at("encoder=" + option)
              .expecting("a URL, a path, a number of bytes and a checksum")
              .next("check encoder.download_url, encoder.encoder_weights and encoder.card"),
          wrong);
    }
  }

  /** The facts about the file; unknown if the encoder has no card. */
  private static WeightsCard card(MapNode config) {
    ConfigNode node = config.select("encoder.card");
    Problems problems = new Problems();
    WeightsCard card =
        node == null ? null : Binder.bind(node, "encoder.card", WeightsCard.class, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return card == null ? new WeightsCard("unknown", null, null, null, null) : card;
  }

  private static @Nullable Object value(MapNode config, String key) {
    ConfigNode node = config.select("encoder." + key);
    Object value = node instanceof ScalarNode scalar && !scalar.isMissing() ? scalar.value() : null;
    if (value instanceof String text && text.contains("${")) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "OpenValue",
                  String.format(
                      Locale.ROOT, "encoder.%s refers to another part of a run: %s", key, text))
              .expecting("a value")
              .next(String.format(Locale.ROOT, "add `encoder.%s=VALUE`", key)));
    }
    return value;
  }
}
