package org.eobench.cli.verbs;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.encoder.WeightsCard;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.fetch.RemoteFile;
import org.eobench.core.plugin.PluginJars;

/** The published weights in an encoder's config. */
public final class EncoderWeights {
  private static final String GROUP = "encoder";

  private EncoderWeights() {}

  /**
   * Describes the file to download.
   *
   * @throws BenchException if there is no such encoder, or no file that a program can download
   */
  public static RemoteFile file(PluginJars plugins, String option, List<String> overrides) {
    return remote(option, new OwnFile(GROUP, option).compose(plugins, overrides));
  }

  private static RemoteFile remote(String option, MapNode config) {
    Object weights = OwnFile.value(config, "encoder.encoder_weights");
    Object address = OwnFile.value(config, "encoder.download_url");
    WeightsCard card = card(config);
    if (weights == null) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("NoWeights", "encoder=" + option + " has no published weights")
              .expecting("an encoder whose encoder_weights is a file published by its authors")
              .next(
                  "no download is needed: the encoder is random, or its weights are your own"
                      + " file"));
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
}
