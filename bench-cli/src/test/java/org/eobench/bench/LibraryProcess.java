package org.eobench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program in a process of its own that has EO Bench on its class path, but neither the
 * command line nor its log library nor the tests.
 */
final class LibraryProcess {
  private static final int MINUTES = 8;
  private static final Pattern NOT_OF_THE_LIBRARY =
      Pattern.compile(
          ".*(/test-classes/?|/bench-(cli|testing)/target/.*"
              + "|/(logback|progressbar|jline|junit|opentest4j|assertj|archunit)[^/]*\\.jar)");

  private LibraryProcess() {}

  /** The class path of such a program: that of this test without what only the command line has. */
  static String classPath(Path... first) {
    Stream<String> library =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry -> !NOT_OF_THE_LIBRARY.matcher(Path.of(entry).toUri().toString()).matches());
    return Stream.concat(Stream.of(first).map(Path::toString), library)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Runs a program to its end.
   *
   * @param folder its working folder
   * @param options of Java, with the class path
   * @param words the main class and its arguments
   * @return what it printed to the standard output
   */
  static String run(Path folder, List<String> options, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of(words));
    Path out = folder.resolve("stdout.txt");
    Path err = folder.resolve("stderr.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String said = Files.readString(out);
    assertThat(ended).as("ended within %s minutes; it said:\n%s", MINUTES, said).isTrue();
    assertThat(process.exitValue())
        .as("exit code; it said:\n%s%s", said, Files.readString(err))
        .isZero();
    return said;
  }
}
