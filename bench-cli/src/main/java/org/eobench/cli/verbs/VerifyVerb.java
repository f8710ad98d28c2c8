package org.eobench.cli.verbs;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.KindAndPath;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.run.device.Devices;
import org.eobench.core.run.device.Tf32;
import org.eobench.testing.golden.GoldenReport;
import org.eobench.testing.golden.GoldenRunner;
import org.eobench.testing.golden.cases.ComponentFactories;

/** {@code verify golden DIR}: compares our components with recorded results of the originals. */
final class VerifyVerb implements Verb {
  private static final List<String> KINDS = List.of("golden");
  private static final String DEVICE = "device=";

  /** The flag with the output file for other programs, such as {@code profile}. */
  private static final String JSON = "json";

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String arguments() {
    return "golden DIR [--json FILE]";
  }

  @Override
  public String summary() {
    return "compare components with recorded values of the originals; device=gpu uses a GPU";
  }

  @Override
  public String details() {
    return """
    Options
      --json FILE     write the comparison as JSON as well
      device=gpu      compute on a GPU

    Examples
      java -jar bench.jar verify golden DIR
      java -jar bench.jar verify golden DIR --json golden.json device=gpu
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), List.of(JSON), List.of(OutputFile.FORCE));
    String file = flags.value(JSON);
    Path json = file == null ? null : OutputFile.of(file, flags.has(OutputFile.FORCE));
    List<String> words = new ArrayList<>(flags.rest());
    String device = device(words);
    Path path = KindAndPath.of(this, words, KINDS, "verify requires a kind and a folder");
    ComponentFactories factories = ComponentFactories.of(invocation.components());
    Device chosen = Devices.choose(device);
    if (chosen.isGpu() && Tf32.isOn()) {
      invocation.out().println(Tf32.NOTE + ", so cases with convolutions fail");
    }
    GoldenReport report = new GoldenRunner(factories, chosen).run(path, invocation.out()::println);
    if (json != null) {
      AtomicFile.writeString(json, report.json());
    }
    return report.exitCode();
  }

  /** Extracts {@code device=…} from the words; the default is the CPU. */
  private static String device(List<String> words) {
    String device = "cpu";
    for (String word : List.copyOf(words)) {
      if (word.startsWith(DEVICE)) {
        words.remove(word);
        device = word.substring(DEVICE.length());
      }
    }
    return device;
  }
}
