package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the engine as a program does that has EO Bench as a library. */
class TorchEngineTest {
  @TempDir private Path folder;

  /** Such a program: it knows nothing of what DJL needs before it starts. */
  static final class Embedding {
    private Embedding() {}

    public static void main(String[] arguments) {
      try {
        TorchEngine.get();
        System.out.println("started, tracking off: " + System.getProperty("OPT_OUT_TRACKING"));
        System.out.println("from " + TorchEngine.folder());
      } catch (BenchException told) {
        System.out.println(told.getMessage());
      }
    }
  }

  /** What it prints with a class path without jars whose names contain {@code without}. */
  private String embedded(String without, String... options)
      throws IOException, InterruptedException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(part -> without.isEmpty() || !part.contains(without))
            .collect(Collectors.joining(File.pathSeparator));
    Stream<String> command =
        Stream.of(
                Stream.of(ProcessHandle.current().info().command().orElse("java")),
                Stream.of(options),
                Stream.of("-cp", classPath, Embedding.class.getName()))
            .flatMap(part -> part);
    ProcessBuilder program = new ProcessBuilder(command.toList()).redirectErrorStream(true);
    program.environment().remove("OPT_OUT_TRACKING");
    Process process = program.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void unpacksTheLibraryOfJnaOnceAndNotInEveryProcess() throws Exception {
    TorchEngine.get();
    Path library =
        Path.of(System.getProperty(JnaLibrary.PROPERTY), System.mapLibraryName("jnidispatch"));
    FileTime before = Files.getLastModifiedTime(library);
    assertThat(embedded("", "-Djna.nounpack=true")).contains("started");
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(before);
  }

  @Test
  void leavesTheLibraryOfJnaToJnaWhereItCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThat(JnaLibrary.unpack(file)).isNull();
    assertThat(JnaLibrary.unpack(folder))
        .isEqualTo(JnaLibrary.unpack(folder))
        .isNotEmptyDirectory();
  }

  @Test
  void namesTheArtifactWhereTheNativeLibraryIsNotOnTheClassPath() throws Exception {
    // A libtorch of the system may stand in for the artifact, so none is to be seen.
    String none = "-Djava.library.path=" + folder;
    assertThat(embedded("pytorch-native-cpu", none))
        .startsWith("[Bench/NativeLibrary] PyTorch's native library is not on the class path")
        .contains("expected: the Maven artifact ai.djl.pytorch:pytorch-native-cpu")
        .doesNotContain("\tat ");
    assertThat(embedded("pytorch-jni", none))
        .contains("the Maven artifact ai.djl.pytorch:pytorch-jni");
  }

  @Test
  void startsWithoutCallingHomeInAFolderThatItNames() throws Exception {
    assertThat(embedded(""))
        .contains("started, tracking off: true")
        .containsPattern("from .*pytorch.2\\.7\\.1");
  }

  @Test
  void saysInASentenceThatTheFolderIsNoneToUse() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(embedded("", "-DDJL_CACHE_DIR=" + file))
        .contains("[Bench/NativeFolder] PyTorch cannot be unpacked safely: " + file)
        .doesNotContain("\tat ");
  }
}
