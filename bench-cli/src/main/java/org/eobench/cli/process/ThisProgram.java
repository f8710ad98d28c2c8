package org.eobench.cli.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This very program, to be started once more. */
public final class ThisProgram {
  /** The class that Java starts. */
  static final String MAIN = "org.eobench.cli.BenchMain";

  private ThisProgram() {}

  /**
   * A command line: the same Java with the same options. The process ends with this one, or when
   * its standard input is closed.
   *
   * @param javaOptions further options of Java, which win over those of this process
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
