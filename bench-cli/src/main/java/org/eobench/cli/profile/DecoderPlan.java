package org.eobench.cli.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.registry.Components;

/**
 * The decoders that {@code profile decoder} measures, and their encoders. A decoder with two ways
 * of mixing levels is measured with both, unless one is requested.
 */
final class DecoderPlan {
  /** A plain transformer, ViT-B/16, and a pyramid for decoders that require one. */
  private static final List<String> USUAL_MAPS = List.of("vit", "resnet50");

  private static final String GROUP = "decoder";
  private static final String DECODER = GROUP + "=";
  private static final String ENCODER = "encoder=";
  private static final String MIXING = "decoder.mixing=";

  private final ConfigCommand configs;
  private final Components components;
  private final List<ProfiledDecoder> decoders = new ArrayList<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private Map<String, String> configFlags = Map.of();

  /**
   * Plans the measurements without running any.
   *
   * @param words overrides, including {@code decoder=A,B} and {@code encoder=A,B}
   * @param all whether to measure every configuration except tiny ones and those that differ only
   *     in merging dates
   * @throws BenchException if a decoder that is requested by name cannot be built
   */
  DecoderPlan(ConfigCommand configs, Components components, List<String> words, boolean all) {
    this.configs = configs;
    this.components = components;
    List<String> others =
        words.stream()
            .filter(word -> !word.startsWith(DECODER) && !word.startsWith(ENCODER))
            .filter(word -> !word.equals(GROUP))
            .toList();
    List<String> encoders = values(words, ENCODER);
    if (all) {
      for (String option : options()) {
        try {
          describe(option, encoders, others);
        } catch (BenchException refused) {
          leftOut.put(option, refused.problems().get(0).what());
        }
      }
    }
    values(words, DECODER).forEach(option -> describe(option, encoders, others));
    if (decoders.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "profile needs a decoder to measure")
              .expecting("decoder=NAME, decoder=A,B or decoder --all")
              .next("`java -jar bench.jar list decoder` lists the decoders"));
    }
  }

  List<ProfiledDecoder> decoders() {
    return List.copyOf(decoders);
  }

  /** Configurations that cannot be built on one date of either encoder's maps, with the reasons. */
  Map<String, String> leftOut() {
    return leftOut;
  }

  /** Flags for the location of configs. */
  Map<String, String> configFlags() {
    return configFlags;
  }

  private List<String> options() {
    return configs.groups(CommandLine.parse(List.of())).getOrDefault(GROUP, List.of()).stream()
        .filter(option -> !option.endsWith("_tiny") && !option.contains("_mt"))
        .toList();
  }

  private static List<String> values(List<String> words, String prefix) {
    return words.stream()
        .filter(word -> word.startsWith(prefix))
        .flatMap(word -> Stream.of(word.substring(prefix.length()).split(",")))
        .toList();
  }

  private void describe(String option, List<String> encoders, List<String> others) {
    if (!encoders.isEmpty()) {
      encoders.forEach(encoder -> decoders.addAll(jobs(option, encoder, others)));
      return;
    }
    BenchException first = null;
    for (String encoder : USUAL_MAPS) {
      try {
        decoders.addAll(jobs(option, encoder, others));
        return;
      } catch (BenchException refused) {
        first = first == null ? refused : first;
      }
    }
    throw first == null ? new IllegalStateException("no maps to measure on") : first;
  }

  private List<ProfiledDecoder> jobs(String option, String encoder, List<String> others) {
    List<String> words = new ArrayList<>(List.of(DECODER + option, ENCODER + encoder));
    if (others.stream().noneMatch(word -> word.startsWith("dataset="))) {
      words.add("dataset=quickstart");
    }
    words.add("dataset.img_size=224");
    words.addAll(others);
    List<ProfiledDecoder> found = described(option, words);
    boolean asked = others.stream().anyMatch(word -> word.startsWith(MIXING));
    if (asked || found.get(0).mixing() == null) {
      return found;
    }
    return Stream.of("fast", "plain")
        .flatMap(
            how ->
                described(option, Stream.concat(words.stream(), Stream.of(MIXING + how)).toList())
                    .stream())
        .toList();
  }

  private List<ProfiledDecoder> described(String option, List<String> words) {
    CommandLine line = CommandLine.parse(words);
    configFlags = line.flags();
    String about = configs.about(line, GROUP, option);
    List<ProfiledDecoder> found = new ArrayList<>();
    for (ComposedJob job : configs.plan(line).jobs()) {
      ProfiledDecoder decoder = ProfiledDecoder.described(job, components, about);
      requireTraining(decoder);
      found.add(decoder);
    }
    return found;
  }

  private static void requireTraining(ProfiledDecoder decoder) {
    if (decoder.facts().fitted()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("ProfileFitted", "it is fitted to features and cannot predict before the fit")
              .at("decoder=" + decoder.name())
              .expecting("a decoder that is trained, such as cls_linear"));
    }
  }
}
