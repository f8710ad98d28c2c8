package org.eobench.core.nn.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Utils;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only access to the PyTorch engine. Code that needs the engine asks this class first, so that
 * the native library is loaded from a private folder, sends no usage data, and reports failures as
 * readable errors.
 */
public final class TorchEngine {
  /** DJL's name for the engine's folder in its cache. */
  static final String FOLDER = "pytorch";

  /** The resource that names the JNI binding and libtorch in the jars on Maven Central. */
  private static final String BINDING = "jnilib/pytorch.properties";

  private static final String LIBRARY = "native/lib/pytorch.properties";
  private static final String NAME = "PyTorch";
  private static final Logger LOG = LoggerFactory.getLogger(TorchEngine.class);

  private TorchEngine() {}

  /**
   * Loads the engine's native library and returns the engine, with oneDNN off if it computes wrong
   * convolutions.
   *
   * @throws BenchException {@code NativeLibrary} if there is none for this machine or it cannot be
   *     loaded; {@code NativeFolder} if it cannot be unpacked safely; {@code WrongConvolutions} as
   *     in {@link OneDnn#isInUse}
   */
  public static Engine get() {
    // DJL sends usage data when its class Engine is loaded, unless this is set first.
    System.setProperty("OPT_OUT_TRACKING", "true");
    requireOnClassPath();
    Path folder = prepareFolder();
    Path jna = JnaLibrary.unpack(folder);
    if (jna != null && System.getProperty(JnaLibrary.PROPERTY) == null) {
      System.setProperty(JnaLibrary.PROPERTY, jna.toString());
    }
    NativeMemory.keep(System.getenv());
    Engine engine;
    try {
      engine = Engine.getEngine(NAME);
    } catch (RuntimeException | LinkageError failure) {
      throw new BenchException(ExitCode.FAILURE, explain(failure, folder), failure);
    }
    // The first call checks a convolution and switches oneDNN off if it is wrong.
    OneDnn.isInUse(engine);
    return engine;
  }

  /** The folder from which libtorch was loaded; the engine must be loaded. */
  public static Path folder() {
    return Path.of(LibUtils.getLibtorchPath());
  }

  private static Path prepareFolder() {
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    Path folder =
        NativeFolder.prepare(Utils::getEnvOrSystemProperty, System.getProperty("user.home"), temp);
    if (!Utils.getEngineCacheDir().toAbsolutePath().equals(folder)) {
      System.setProperty(NativeFolder.SETTINGS.get(0), folder.toString());
    }
    if (!holdsLibraries(folder.resolve(FOLDER))) {
      LOG.info("unpacking PyTorch's libraries (450 MB, once) into {}", folder.resolve(FOLDER));
    }
    return folder;
  }

  private static boolean holdsLibraries(Path folder) {
    try (Stream<Path> versions = Files.list(folder)) {
      return versions.anyMatch(version -> version.getFileName().toString().contains("-"));
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Fails early: DJL would download a missing library or fail with its own exceptions. */
  private static void requireOnClassPath() {
    boolean elsewhere =
        Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH") != null
            || Utils.getEnvOrSystemProperty("PYTORCH_VERSION") != null
            || isInstalled();
    String missing =
        !isOnClassPath(BINDING)
            ? "ai.djl.pytorch:pytorch-jni"
            : elsewhere || isOnClassPath(LIBRARY) ? "" : "ai.djl.pytorch:pytorch-native-cpu";
    if (!missing.isEmpty()) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("NativeLibrary", "PyTorch's native library is not on the class path")
              .expecting(
                  "the Maven artifact "
                      + missing
                      + " (with the classifier linux-x86_64 for the library itself), next"
                      + " to bench-core, in the version that EO Bench's pom.xml names")
              .next("add it as a dependency with scope runtime; bench.jar already contains it"));
    }
  }

  private static boolean isInstalled() {
    String library = System.mapLibraryName("torch");
    return Stream.of(System.getProperty("java.library.path", "").split(File.pathSeparator))
        .anyMatch(folder -> new File(folder, library).isFile());
  }

  private static boolean isOnClassPath(String resource) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null && context.getResource(resource) != null
        || TorchEngine.class.getClassLoader().getResource(resource) != null;
  }

  /** The problem report for a native library that cannot be loaded. */
  public static Problem explain(Throwable failure) {
    return explain(failure, Utils.getEngineCacheDir());
  }

  private static Problem explain(Throwable failure, Path folder) {
    Throwable deepest = failure;
    for (int i = 0; i < 20 && deepest.getCause() != null; i++) {
      deepest = deepest.getCause();
    }
    String text = String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    Problem problem =
        Problem.of("NativeLibrary", "the PyTorch library cannot be loaded: " + text)
            .at(folder.toString())
            .expecting(
                String.format(
                    Locale.ROOT,
                    "Linux on x86_64 and a writable cache folder; this machine is %s on %s",
                    System.getProperty("os.name"),
                    System.getProperty("os.arch")));
    return text.contains("cannot open shared object file")
        ? problem.next(
            "add the folder of the missing library to LD_LIBRARY_PATH; docs/gpu.md says"
                + " which ones a GPU needs")
        : problem.next(
            "set DJL_CACHE_DIR to a writable folder, or PYTORCH_LIBRARY_PATH to your libtorch");
  }
}
