package org.eobench.cli.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.profile.RunProfile;
import org.eobench.core.profile.RunProfiler;
import org.eobench.core.run.plan.RunRequest;
import org.jspecify.annotations.Nullable;

/** {@code profile run OVERRIDES}: where the time of a run's training steps goes. */
final class RunProfiles {
  /** The word after {@code profile}. */
  static final String WORD = "run";

  private static final String STEPS = "steps";
  private static final String JSON = "json";
  private static final String OUTPUT = "output";
  private static final int USUAL_STEPS = 20;

  /** What a profile decides itself. */
  private static final List<String> OWN =
      List.of(
          "train=true",
          "resume=false",
          "task.trainer.n_epochs=1",
          "task.trainer.eval_before_training=false");

  private RunProfiles() {}

  /**
   * Measures and prints.
   *
   * @param words those after {@code run}
   */
  static ExitCode run(Invocation invocation, List<String> words) {
    Flags flags = Flags.of(words, List.of(STEPS, JSON, OUTPUT), List.of(OutputFile.FORCE));
    int steps = flags.whole(STEPS, USUAL_STEPS);
    Path json = file(flags, JSON);
    Path picture = file(flags, OUTPUT);
    List<String> arguments = new ArrayList<>(flags.rest());
    refuseOwn(arguments);
    arguments.addAll(OWN);
    CommandLine line = CommandLine.parse(arguments);
    Configs.requireComposing(line, Set.of());
    SweepPlan plan = Configs.command(invocation.plugins()).plan(line);
    plan.warnings().forEach(warning -> invocation.out().println("warning: " + warning));
    RunRequest request =
        RunRequest.of(plan.jobs().get(0).composition(), invocation.plugins().described());
    RunProfile profile = new RunProfiler(invocation.components(), steps).measure(request);
    invocation.out().println(new RunProfileText(profile).text());
    if (json != null) {
      AtomicFile.writeString(json, json(profile, request));
      invocation.out().println("written: " + json);
    }
    if (picture != null) {
      AtomicFile.writeString(picture, new FlameSvg(profile).text());
      invocation.out().println("written: " + picture);
    }
    return ExitCode.OK;
  }

  private static @Nullable Path file(Flags flags, String name) {
    String file = flags.value(name);
    return file == null ? null : OutputFile.of(file, flags.has(OutputFile.FORCE));
  }

  private static void refuseOwn(List<String> arguments) {
    Problems problems = new Problems();
    for (String argument : arguments) {
      for (String own : OWN) {
        String key = own.substring(0, own.indexOf('='));
        if (argument.replaceFirst("^\\++", "").startsWith(key + "=") && !argument.equals(own)) {
          problems.add(
              Problem.of("NotInProfile", argument + " has no effect on a profile")
                  .at(argument)
                  .expecting("some steps of one epoch and one validation, that is " + own)
                  .next("remove it; `--steps 50` measures more steps"));
        }
      }
    }
    problems.throwIfAny(ExitCode.USAGE);
  }

  private static String json(RunProfile profile, RunRequest request) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.valueToTree(profile);
    node.set("choices", mapper.valueToTree(new TreeMap<>(request.choices())));
    node.put("imagesPerSecond", profile.imagesPerSecond());
    node.put("waitingShare", profile.waitingShare());
    node.put("otherMillis", profile.otherMillis());
    node.put("stepMultiplyAdds", profile.stepMultiplyAdds());
    node.put("encoderShareOfMatrixRate", profile.encoderShare());
    node.put("decoderShareOfMatrixRate", profile.decoderShare());
    node.put("stepShareOfMatrixRate", profile.stepShare());
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
