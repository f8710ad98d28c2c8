package org.eobench.cli.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command to start this program again. */
public final class ThisProgram {
  /** The main class. */
  static final String MAIN = "org.eobench.cli.BenchMain";

  private ThisProgram() {}

  /**
   * A command line with the same Java and the same options. The new process ends with this one, or
   * when its standard input is closed.
   *
   * @param javaOptions further Java options, which override those of this process
   */
  public static List<String> command(List<String> javaOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add(ParentWatch.OPTION);
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MAIN);
    command.addAll(arguments);
    return command;
  }
}
