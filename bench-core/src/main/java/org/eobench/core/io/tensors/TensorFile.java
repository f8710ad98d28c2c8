package org.eobench.core.io.tensors;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/**
 * A file of named tensors: safetensors, or PyTorch's {@code .pth} as a zip or in the format before
 * version 1.6. The first bytes determine the format, not the file name. A folder of DeepSpeed's is
 * read as one file.
 *
 * <p>Opening reads names, types and shapes; values are read on request. Code in the file is never
 * run. A damaged or malicious file causes a {@link BenchException} with {@link ExitCode#WEIGHTS}.
 */
public abstract sealed class TensorFile implements Closeable
    permits SafetensorsFile, TorchFile, ZeroDirectory {
  static final int CHUNK_BYTES = 1 << 22;

  private final FileFault fault;
  private final TensorFormat format;
  private final Map<String, TensorInfo> tensors;
  private final Map<String, String> metadata;

  TensorFile(
      FileFault fault,
      TensorFormat format,
      Map<String, TensorInfo> tensors,
      Map<String, String> metadata) {
    this.fault = fault;
    this.format = format;
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Opens a weight file, or a folder with a DeepSpeed ZeRO checkpoint. */
  public static TensorFile open(Path path) {
    return Files.isDirectory(path) ? ZeroDirectory.in(path) : inspect(path, TensorFile::open);
  }

  private static TensorFile open(FileBytes file) {
    return switch (beginning(file)) {
      case SAFETENSORS -> SafetensorsFile.open(file);
      case TORCH_LEGACY -> TorchFile.openLegacy(file);
      case TORCH_ZIP, TORCHSCRIPT -> TorchFile.openZip(file);
      case DEEPSPEED_ZERO -> throw new IllegalArgumentException("a folder begins with no bytes");
    };
  }

  /**
   * Opens a file for {@code look}, which keeps it open. If {@code look} throws, the file is closed.
   */
  static <T> T inspect(Path path, Function<FileBytes, T> look) {
    FileBytes file = FileBytes.open(new FileFault(path, "UnreadableWeights", ExitCode.WEIGHTS));
    try {
      return look.apply(file);
    } catch (RuntimeException | Error failure) {
      file.close();
      throw failure;
    }
  }

  /** Detects the format of a file and closes it. */
  static TensorFormat formatOf(FileBytes file) {
    try (file) {
      TensorFormat format = beginning(file);
      return format == TensorFormat.TORCH_ZIP ? TorchZip.open(file).format() : format;
    }
  }

  /** The format by the first bytes, which do not distinguish a program from a checkpoint. */
  private static TensorFormat beginning(FileBytes file) {
    byte[] start = file.read(0, Math.min(9, file.size()), "the header").array();
    boolean json = start.length == 9 && start[8] == '{';
    // Checked first, because the length at the start of a safetensors file can look like any
    // format.
    if (json && (start[5] | start[6] | start[7]) == 0) {
      return TensorFormat.SAFETENSORS;
    }
    if (start.length > 3 && start[0] == 'P' && start[1] == 'K') {
      return TensorFormat.TORCH_ZIP;
    }
    if (start.length > 1 && start[0] == (byte) 0x80 && start[1] > 0 && start[1] < 6) {
      return TensorFormat.TORCH_LEGACY;
    }
    if (json) {
      return TensorFormat.SAFETENSORS;
    }
    throw file.fault()
        .unsupported(
            "this is not a weight file that can be read",
            "first bytes",
            "safetensors, or a .pth of torch.save",
            "check the path and the download");
  }

  /** The path of the file. */
  public Path path() {
    return fault.file();
  }

  /** The format of the file. */
  public TensorFormat format() {
    return format;
  }

  /** All tensors, in the order of the file. */
  public List<TensorInfo> tensors() {
    return List.copyOf(tensors.values());
  }

  /** The file's metadata; empty for {@code .pth}. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The values of a tensor in C order, as floats; 64-bit values are rounded. */
  public float[] floats(String name) {
    TensorInfo info = find(name);
    float[] values = new float[count(info, Float.BYTES)];
    eachChunk(info, (chunk, at, count) -> info.dtype().floats(chunk, values, (int) at, count));
    return values;
  }

  /** The values of an integer or boolean tensor in C order. */
  public long[] longs(String name) {
    TensorInfo info = find(name);
    if (info.dtype().isFloating()) {
      throw fault.unsupported(
          String.format(Locale.ROOT, "tensor %s holds %s", name, info.dtype()),
          "",
          "whole numbers",
          "use weights of this model");
    }
    long[] values = new long[count(info, Long.BYTES)];
    eachChunk(info, (chunk, at, count) -> info.dtype().longs(chunk, values, (int) at, count));
    return values;
  }

  /** Receives a tensor's values in pieces, in C order. */
  @FunctionalInterface
  public interface FloatSink {
    /**
     * Receives the next values.
     *
     * @param values array whose first {@code count} elements are valid; it is reused afterwards
     * @param at number of earlier values
     */
    void accept(float[] values, long at, int count);
  }

  /**
   * Passes the values of a tensor to a receiver in C order as floats, piece by piece, so that a
   * tensor of any size needs little memory; 64-bit values are rounded.
   */
  public void floats(String name, FloatSink sink) {
    TensorInfo info = find(name);
    float[] piece = new float[(int) Math.min(info.count(), CHUNK_BYTES / info.dtype().bytes())];
    eachChunk(
        info,
        (chunk, at, count) -> {
          info.dtype().floats(chunk, piece, 0, count);
          sink.accept(piece, at, count);
        });
  }

  /** Statistics of a tensor's values, read piece by piece. */
  public TensorStats stats(String name) {
    TensorInfo info = find(name);
    TensorStats.Gatherer gatherer = new TensorStats.Gatherer(info.dtype());
    eachChunk(info, (chunk, at, count) -> gatherer.take(chunk, count));
    return gatherer.stats();
  }

  private TensorInfo find(String name) {
    TensorInfo info = tensors.get(name);
    if (info == null) {
      List<String> near = Suggest.nearest(name, tensors.keySet());
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of(
                  "UnknownTensor", String.format(Locale.ROOT, "the file has no tensor '%s'", name))
              .at(fault.file().toString())
              .expecting(
                  near.isEmpty()
                      ? String.format(Locale.ROOT, "one of its %d tensors", tensors.size())
                      : "did you mean " + String.join(" or ", near) + "?"));
    }
    return info;
  }

  private int count(TensorInfo info, int bytes) {
    long count = info.count();
    fault.requireMemory(count * bytes, "tensor " + info.name());
    if (count > Integer.MAX_VALUE - 8) {
      throw fault.unsupported(
          String.format(Locale.ROOT, "tensor %s has %d elements", info.name(), count),
          "",
          "fewer than 2^31",
          "");
    }
    return (int) count;
  }

  FileFault fault() {
    return fault;
  }

  /**
   * Receives elements {@code [at, at + count)} of a tensor; the buffer starts with the first one.
   */
  @FunctionalInterface
  interface ChunkSink {
    void accept(ByteBuffer chunk, long at, int count);
  }

  /** Passes a tensor's elements in C order, in pieces that fit into memory. */
  abstract void eachChunk(TensorInfo info, ChunkSink sink);

  @Override
  public abstract void close();
}
