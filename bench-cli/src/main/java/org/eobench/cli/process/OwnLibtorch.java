package org.eobench.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The libtorch in {@code PYTORCH_LIBRARY_PATH}, which replaces the one in the jar, for example for
 * a GPU. DJL accepts any such folder. With a version that differs from the JNI binding, the process
 * would crash without a message; without the right flavour, the binding is not found.
 */
public final class OwnLibtorch {
  /** The variable with the folder of another libtorch. */
  public static final String PATH = "PYTORCH_LIBRARY_PATH";

  static final String VERSION = "PYTORCH_VERSION";
  public static final String FLAVOR = "PYTORCH_FLAVOR";

  /** The libtorch version of the JNI binding in the jar. */
  static final String BOUND = "2.7.1";

  private static final String FOR_CUDA = "cu128";
  private static final String FOR_CPU = "cpu";
  private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  private OwnLibtorch() {}

  /**
   * The binding flavour to set for DJL; empty if none is needed or the user has set one.
   *
   * @param environment returns environment variables, or null if not set
   * @throws BenchException if the folder contains no libtorch, or one of another version
   */
  public static Optional<String> flavor(UnaryOperator<@Nullable String> environment) {
    String path = environment.apply(PATH);
    if (path == null || path.isBlank()) {
      return Optional.empty();
    }
    Path folder = folder(path);
    if (environment.apply(VERSION) == null) {
      requireVersion(folder);
    }
    if (environment.apply(FLAVOR) != null) {
      return Optional.empty();
    }
    boolean cuda = Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
    return Optional.of(cuda ? FOR_CUDA : FOR_CPU);
  }

  private static Path folder(String path) {
    String library = System.mapLibraryName("torch");
    Path named = Path.of(path);
    Path folder = named.endsWith(library) ? named.toAbsolutePath().getParent() : named;
    if (folder == null || !Files.isRegularFile(folder.resolve(library))) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "NoLibtorch", String.format(Locale.ROOT, "there is no %s in %s", library, path))
              .at(PATH + "=" + path)
              .expecting("the folder lib of libtorch, or torch/lib of a Python package")
              .next(
                  String.format(
                      Locale.ROOT,
                      "set that folder, or unset %s to use the libtorch in the jar",
                      PATH)));
    }
    return folder;
  }

  private static void requireVersion(Path folder) {
    String found = version(folder);
    if (found == null || found.equals(BOUND)) {
      return;
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of(
                "WrongLibtorch",
                String.format(Locale.ROOT, "the libtorch in %s is version %s", folder, found))
            .at(PATH + "=" + folder)
            .expecting("libtorch " + BOUND + ", the version of the JNI binding in the jar")
            .next("install that version as described in docs/gpu.md"));
  }

  /** The version from the files next to the libraries; null if unknown. */
  private static @Nullable String version(Path folder) {
    for (String file : new String[] {"../version.py", "../build-version"}) {
      Path note = folder.resolve(file);
      try {
        Matcher number = NUMBER.matcher(Files.isRegularFile(note) ? Files.readString(note) : "");
        if (number.find()) {
          return number.group();
        }
      } catch (IOException unreadable) {
        continue; // the file only contains the version
      }
    }
    return null;
  }
}
