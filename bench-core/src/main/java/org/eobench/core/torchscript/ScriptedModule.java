package org.eobench.core.torchscript;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.torch.TorchProgram;
import org.jspecify.annotations.Nullable;

/**
 * A foreign TorchScript module that computes with Java-owned tensors. Every call passes the
 * parameters and buffers and assigns them to the module's attributes, so that freezing, optimizers,
 * checkpoints and running statistics work as for layers written in Java.
 *
 * <p>Used by one thread at a time.
 */
public final class ScriptedModule {
  private final Path path;
  private final @Nullable TorchProgram program;
  private final List<Tensor> tensors;
  private final ScriptHost host;

  /**
   * The part of a file to use.
   *
   * @param module path of a module inside it; empty for the root
   * @param method method to call
   * @param outputs keys of the returned dictionary, in the required order; empty if it returns
   *     tensors
   */
  public record Part(String module, String method, List<String> outputs) {
    public Part {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * A tensor of the module that every call passes.
   *
   * @param info name below the selected module, type and shape, as in the file
   * @param buffer whether it is a buffer, which is never trained
   */
  public record Tensor(TensorInfo info, boolean buffer) {}

  private ScriptedModule(
      Path path, @Nullable TorchProgram program, List<Tensor> tensors, ScriptHost host) {
    this.path = path;
    this.program = program;
    this.tensors = List.copyOf(tensors);
    this.host = host;
  }

  /**
   * Loads a program; its weights stay in the file.
   *
   * @param ops operators whose manager owns the module and whose device runs it
   * @throws BenchException when the file is damaged, contains refused code, does not compile, or
   *     lacks the part
   */
  public static ScriptedModule load(Path path, Part part, TorchOps ops) {
    ScriptArchive archive = ScriptArchive.read(path);
    ScriptGuard.check(archive);
    ScriptClasses classes = new ScriptClasses(archive);
    String type = classes.classAt(part.module());
    List<Tensor> tensors = tensors(archive, part, classes.tensors(type));
    ScriptHost host = ScriptHost.of(archive, part, classes.signature(type, part.method()), tensors);
    TorchProgram program = ops.canRun() ? compile(archive, host, ops) : null;
    if (program != null && !tensors.isEmpty()) {
      // Frees the program's own weights; each call passes its own.
      program.run("release");
    }
    return new ScriptedModule(path, program, tensors, host);
  }

  /** The tensors that the classes declare and the file contains, as far as Java can own them. */
  private static List<Tensor> tensors(
      ScriptArchive archive, Part part, List<ScriptClasses.Member> members) {
    Map<String, TensorInfo> stored = new HashMap<>();
    String prefix = prefix(part);
    try (TensorFile file = TensorFile.open(archive.path())) {
      file.tensors().stream()
          .filter(info -> info.name().startsWith(prefix))
          .forEach(info -> stored.put(info.name().substring(prefix.length()), info));
    }
    return members.stream()
        .filter(member -> stored.containsKey(member.name()))
        .map(member -> tensor(member, stored, archive))
        .filter(tensor -> isOurs(tensor.info().dtype()) && isIdentifier(tensor.info().name()))
        .toList();
  }

  /** Whether a program can assign to the attribute; attributes of lists are numbers. */
  private static boolean isIdentifier(String name) {
    return name.substring(name.lastIndexOf('.') + 1).matches("[A-Za-z_]\\w*");
  }

  private static String prefix(Part part) {
    return part.module().isEmpty() ? "" : part.module() + ".";
  }

  private static Tensor tensor(
      ScriptClasses.Member member, Map<String, TensorInfo> stored, ScriptArchive archive) {
    TensorInfo info = stored.get(member.name());
    if (info == null) {
      throw new IllegalStateException(member.name());
    }
    if (!member.buffer() && !isIdentifier(member.name())) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "ScriptParameterName",
                  String.format(Locale.ROOT, "parameter %s cannot be replaced", info))
              .at(archive.path().toString())
              .expecting("parameters that are named attributes")
              .next("turn a ParameterList or ParameterDict into attributes and save it again"));
    }
    if (!member.buffer() && (!info.dtype().isFloating() || info.dtype() == TensorType.F64)) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("ScriptParameterType", "a parameter of the module cannot be trained: " + info)
              .at(archive.path().toString())
              .expecting("parameters in float32, float16 or bfloat16")
              .next("call module.float() in Python and save it again"));
    }
    return new Tensor(new TensorInfo(member.name(), info.dtype(), info.shape()), member.buffer());
  }

  /** Masks and index tables of other types stay in the module unchanged. */
  private static boolean isOurs(TensorType type) {
    return switch (type) {
      case F32, F16, BF16, I64 -> true;
      default -> false;
    };
  }

  private static TorchProgram compile(ScriptArchive archive, ScriptHost host, TorchOps ops) {
    Path sound = null;
    try {
      sound = TemporaryFiles.file("script");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(sound), 1 << 16)) {
        archive.writeHosted(out, ScriptHost.CLASS, host.source());
      }
      return TorchProgram.load(sound, ops.manager());
    } catch (EngineException | IllegalArgumentException refused) {
      throw failed("libtorch cannot load the program", archive.path(), refused);
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("CannotWrite", "cannot write a copy for libtorch: " + failure.getMessage())
              .at(String.valueOf(sound))
              .expecting("a folder for temporary files with room for the program's weights")
              .next("choose one with `java -Djava.io.tmpdir=FOLDER -jar bench.jar ARGUMENTS`"),
          failure);
    } finally {
      delete(sound);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      file.toFile().deleteOnExit();
    }
  }

  /** The tensors of a call; those of a module come before those of its children. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** The number of images per call. */
  public int inputs() {
    return host.inputs();
  }

  /**
   * Calls the method with gradients.
   *
   * @param images {@link #inputs()} images; the manager of the first one owns the results
   * @param weights one array for each of {@link #tensors()}
   * @param training whether the module runs in training mode
   * @return the results in float32
   * @throws BenchException when libtorch fails or a result is not a numeric tensor
   */
  public List<NDArray> call(List<NDArray> images, List<NDArray> weights, boolean training) {
    if (Trace.findIn(images.toArray(NDArray[]::new)).isPresent()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("CannotExport", "this encoder is already a TorchScript file")
              .at(path.toString())
              .next("train the decoder and load it together with this file in Python"));
    }
    TorchProgram compiled = Objects.requireNonNull(program, "a module without a loaded program");
    try {
      return compiled.forward(images, weights, training);
    } catch (EngineException refused) {
      throw failed("the program failed", path, refused);
    }
  }

  private static BenchException failed(String what, Path path, RuntimeException cause) {
    String[] lines = String.valueOf(cause.getMessage()).strip().split("\n");
    String message = lines[0].strip();
    for (String line : lines) {
      if (line.contains("Error: ") || line.contains("Exception: ")) {
        message = line.strip();
      }
    }
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("ScriptFailed", what + ": " + message)
            .at(path.toString())
            .expecting(
                "a program that takes images as described by encoder.input_layout,"
                    + " encoder.input_bands and encoder.input_size")
            .next("try it in Python: torch.jit.load(FILE)(torch.zeros(…)) with the same shape"),
        cause);
  }
}
