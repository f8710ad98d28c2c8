package org.eobench.cli.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.ArchivedCommands;

/**
 * An archive of the jar's classes, as {@code ./bench} makes one: a process that starts a run needs
 * two fifths less processor time until it does. It is made once for each jar; where Java makes
 * none, the processes do without.
 */
final class ClassArchive {
  private static final Path FOLDER = BenchProcess.ROOT.resolve("bench-cli").resolve("target");
  private static final Path FILE = FOLDER.resolve("start.jsa");
  private static final List<String> OPTIONS = made();

  private ClassArchive() {}

  /** Options of Java for a process of this very jar. */
  static List<String> options() {
    return OPTIONS;
  }

  private static List<String> made() {
    try {
      Files.createDirectories(FOLDER);
      // The tests run in several processes.
      try (FileChannel channel =
              FileChannel.open(
                  FOLDER.resolve("start.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (held.isValid() && isStale()) {
          make();
        }
      }
      return Files.size(FILE) == 0
          ? List.of()
          : List.of("-Xlog:cds*=off", "-XX:SharedArchiveFile=" + FILE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static boolean isStale() throws IOException {
    return !Files.exists(FILE)
        || Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(BenchProcess.JAR))
            < 0;
  }

  private static void make() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(FOLDER, "start");
    Path part = folder.resolve("part.jsa");
    List<String> command = new ArrayList<>(BenchProcess.java());
    command.add("-XX:ArchiveClassesAtExit=" + part);
    command.addAll(List.of("-cp", BenchProcess.JAR.toString()));
    command.add(ArchivedCommands.class.getName());
    new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    if (!Files.exists(part)) {
      Files.createFile(part); // stands for a Java that makes none
    }
    Files.move(part, FILE, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(folder);
  }
}
