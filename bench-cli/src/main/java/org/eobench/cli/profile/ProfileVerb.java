package org.eobench.cli.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.profile.DecoderProfiler;
import org.eobench.core.profile.EncoderProfiler;
import org.eobench.core.profile.ProfileSettings;
import org.eobench.core.registry.Components;
import org.jspecify.annotations.Nullable;

/**
 * {@code profile run} measures the stages of a run, see {@link RunProfiles}. {@code profile batch}
 * finds batch sizes that fit into memory, see {@link BatchSizes}. {@code profile encoder=A,B} or
 * {@code decoder=A,B}: measures time and memory with random weights, each in a separate process;
 * {@code --output} writes the page about all of them.
 */
public final class ProfileVerb implements Verb {
  static final String NAME = "profile";

  private static final String ENCODER = "encoder=";
  private static final String ALL = "all";
  private static final String BACKWARD = "backward";
  private static final String BATCH = "batch";
  private static final String SECONDS = "seconds";
  private static final String LIMIT = "limit";
  private static final String GOLDEN = "golden";
  private static final String OUTPUT = "output";

  /** The flag with the output file of a measuring process. */
  private static final String MEASURE = "measure";

  private static final int USUAL_DECODER_BATCH = 2;
  private static final double USUAL_SECONDS = 2;
  private static final double USUAL_LIMIT = 300;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String arguments() {
    return "run OVERRIDES|batch OVERRIDES|encoder=A,B|decoder=A,B|[decoder] --all [--batch N]"
        + " [--output FILE]";
  }

  @Override
  public String summary() {
    return "measure the stages of a run, batch sizes, or encoders and decoders";
  }

  @Override
  public String details() {
    return """
    Options of profile run
      --steps N       training steps to measure (20), after three as a warm-up
      --json FILE     write the figures there
      --output FILE   write them as a picture (SVG) there

    Options of profile batch
      --most N        largest batch size to try (256)
      --steps N       training steps of each size (3)
      --limit N       give up a size after so many seconds (600)

    Options
      --all           every encoder, or with the word decoder every decoder
      --batch N       images in a batch
      --backward      time the backward pass as well
      --seconds N     how long to measure each (--limit N: give up after so many)
      --golden FILE   records of verify golden --json, for the page
      --output FILE   write the page there

    Examples
      java -jar bench.jar profile run experiment=quickstart --output profile.svg
      java -jar bench.jar profile batch experiment=quickstart --most 8
      java -jar bench.jar profile encoder=dofa_tiny,vit_tiny --batch 4
      java -jar bench.jar profile decoder=seg_upernet_tiny
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> given = invocation.words();
    if (!given.isEmpty() && given.get(0).equals(RunProfiles.WORD)) {
      return RunProfiles.run(invocation, given.subList(1, given.size()));
    }
    if (!given.isEmpty() && given.get(0).equals(BatchSizes.WORD)) {
      return BatchSizes.run(invocation, given.subList(1, given.size()));
    }
    Flags flags =
        Flags.of(
            invocation.words(),
            List.of(BATCH, SECONDS, LIMIT, GOLDEN, OUTPUT, MEASURE, DecoderProfiles.PRECISION),
            List.of(ALL, BACKWARD, OutputFile.FORCE));
    Path output = output(flags);
    boolean decoders = flags.rest().stream().anyMatch(ProfileVerb::meansDecoders);
    ProfileSettings settings =
        new ProfileSettings(
            flags.whole(BATCH, decoders ? USUAL_DECODER_BATCH : 1),
            flags.has(BACKWARD),
            flags.number(SECONDS, USUAL_SECONDS));
    ConfigCommand configs = Configs.command(invocation.plugins());
    Components components = invocation.components();
    double limit = flags.number(LIMIT, USUAL_LIMIT);
    String file = flags.value(MEASURE);
    if (file != null) {
      write(Path.of(file), measured(flags, settings, configs, components));
      return ExitCode.OK;
    }
    if (decoders) {
      DecoderPlan plan = new DecoderPlan(configs, components, flags.rest(), flags.has(ALL));
      var process = new ProfileProcess(settings, limit, plan.configFlags());
      return new DecoderProfiles(invocation, settings, process).run(plan, output);
    }
    List<ComposedJob> jobs = new ArrayList<>();
    Map<String, String> configFlags = Map.of();
    for (List<String> words : words(flags, configs)) {
      CommandLine line = CommandLine.parse(words);
      configFlags = line.flags();
      jobs.addAll(configs.plan(line).jobs());
    }
    ProfileProcess process = new ProfileProcess(settings, limit, configFlags);
    List<String> left = flags.has(ALL) ? ProfileOptions.of(configs).open() : List.of();
    return all(invocation, output, settings, process, described(flags, jobs, components), left);
  }

  private static @Nullable Path output(Flags flags) {
    String file = flags.value(OUTPUT);
    return file == null ? null : OutputFile.of(file, flags.has(OutputFile.FORCE));
  }

  private static boolean meansDecoders(String word) {
    return word.equals("decoder") || word.startsWith("decoder=");
  }

  /** Runs one measurement in this process. */
  private static Object measured(
      Flags flags, ProfileSettings settings, ConfigCommand configs, Components components) {
    var config = configs.compose(CommandLine.parse(flags.rest())).resolve();
    String precision = flags.value(DecoderProfiles.PRECISION);
    return precision == null
        ? new EncoderProfiler(components, settings).measure(config)
        : new DecoderProfiler(
                components, settings, Precision.valueOf(precision.toUpperCase(Locale.ROOT)))
            .measure(config);
  }

  private static List<ProfiledEncoder> described(
      Flags flags, List<ComposedJob> jobs, Components components) {
    String file = flags.value(GOLDEN);
    GoldenRecords golden = file == null ? GoldenRecords.none() : GoldenRecords.read(Path.of(file));
    List<ProfiledEncoder> found = new ArrayList<>();
    for (ComposedJob job : jobs) {
      found.add(ProfiledEncoder.described(job, components, golden));
    }
    return found;
  }

  private static ExitCode all(
      Invocation invocation,
      @Nullable Path output,
      ProfileSettings settings,
      ProfileProcess process,
      List<ProfiledEncoder> encoders,
      List<String> leftOut) {
    ProfileTable table = new ProfileTable(encoders, invocation.out()::println);
    List<ProfiledEncoder> measured = new ArrayList<>();
    for (ProfiledEncoder encoder : encoders) {
      ProfiledEncoder known = process.measure(encoder);
      measured.add(known);
      table.add(known);
    }
    if (output != null) {
      AtomicFile.writeString(
          output, new EncodersPage(settings, measured, leftOut).text(invocation.words()));
      invocation.out().println("written: " + output);
    }
    requireAll(measured);
    return ExitCode.OK;
  }

  /** Comes last, so that successful measurements are not lost. */
  private static void requireAll(List<ProfiledEncoder> measured) {
    Problems problems = new Problems();
    for (ProfiledEncoder encoder : measured) {
      if (encoder.profile() == null) {
        problems.add(
            Problem.of("NotMeasured", "cannot measure " + encoder.name())
                .expecting("a measurement, but it failed: " + encoder.failure())
                .next(
                    "measure only this encoder: `java -jar bench.jar profile encoder="
                        + encoder.name()
                        + "`"));
      }
    }
    problems.throwIfAny(ExitCode.FAILURE);
  }

  /**
   * The arguments of each job: one job per encoder, without a decoder. If the data set determines
   * the size, that of the golden cases is used.
   */
  private static List<List<String>> words(Flags flags, ConfigCommand configs) {
    List<String> given = new ArrayList<>(flags.rest());
    List<String> names = new ArrayList<>();
    if (flags.has(ALL)) {
      names.addAll(ProfileOptions.of(configs).complete());
    }
    given.stream()
        .filter(word -> word.startsWith(ENCODER))
        .flatMap(word -> Stream.of(word.substring(ENCODER.length()).split(",")))
        .forEach(names::add);
    if (names.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "profile needs an encoder to measure")
              .expecting("encoder=NAME, encoder=A,B or --all")
              .next("`java -jar bench.jar list encoder` lists the encoders"));
    }
    given.removeIf(word -> word.startsWith(ENCODER));
    List<String> shared = new ArrayList<>();
    if (given.stream().noneMatch(word -> word.startsWith("dataset="))) {
      shared.add("dataset=quickstart");
    }
    shared.addAll(List.of("~decoder", "dataset.img_size=224"));
    shared.addAll(given);
    return names.stream()
        .map(name -> Stream.concat(Stream.of(ENCODER + name), shared.stream()).toList())
        .toList();
  }

  private static void write(Path file, Object value) {
    try {
      AtomicFile.writeString(file, new ObjectMapper().writeValueAsString(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
