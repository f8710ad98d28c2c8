package org.eobench.core.nn.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A compiled TorchScript module without state.
 *
 * <p>libtorch compiles source text when it loads an archive in the format of PyTorch's {@code
 * torch.jit.save}. Such an archive is a ZIP of stored entries, so this class assembles it in
 * memory. This needs neither a compiler nor Python.
 */
final class TorchScript {
  private static final String CLASS_HEAD =
      """
      class Ops(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  /** Pickle, protocol 2: an empty tuple. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  /** Pickle, protocol 2: an object of class {@code __torch__.Ops} with {@code training = True}. */
  private static final byte[] STATE =
      "\u0080\u0002c__torch__\nOps\n)\u0081}(X\b\0\0\0training\u0088ub."
          .getBytes(StandardCharsets.ISO_8859_1);

  /** The same object with {@code count = 0}. */
  private static final byte[] STATE_WITH_COUNT =
      "\u0080\u0002c__torch__\nOps\n)\u0081}(X\b\0\0\0training\u0088X\5\0\0\0countK\0ub."
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final String TAKE_COUNT = "take_count";

  private static final String COUNTER =
      """
      count : int
      def take_count(self) -> int:
        taken = self.count
        self.count = 0
        return taken
      """;

  /** The same object with {@code kept = None}. */
  private static final byte[] STATE_WITH_KEPT =
      "\u0080\u0002c__torch__\nOps\n)\u0081}(X\b\0\0\0training\u0088X\4\0\0\0keptNub."
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final String TAKE_KEPT = "take_kept";

  private static final String KEEPER =
      """
      kept : Optional[Tensor]
      def take_kept(self) -> List[Tensor]:
        kept = self.kept
        taken = annotate(List[Tensor], [])
        if kept is not None:
          taken = [kept]
        self.kept = None
        return taken
      """;

  private final PtSymbolBlock block;

  private TorchScript(PtSymbolBlock block) {
    this.block = block;
  }

  /**
   * Compiles methods; {@code forward} is the one to run.
   *
   * @param methods {@code def name(self, x, …):} blocks at column 0. Arguments without a type are
   *     tensors; integers and other options are written into the text
   * @param manager owner of the compiled module
   * @throws IllegalArgumentException if libtorch refuses the text
   */
  static TorchScript compile(String methods, NDManager manager) {
    return compile(CLASS_HEAD + methods.indent(2), STATE, manager);
  }

  /** Like {@link #compile}, for methods that count in {@code self.count}. */
  static TorchScript compileCounting(String methods, NDManager manager) {
    String source = CLASS_HEAD + COUNTER.indent(2) + methods.indent(2);
    return compile(source, STATE_WITH_COUNT, manager);
  }

  /** Like {@link #compile}, for methods that keep a tensor in {@code self.kept}. */
  static TorchScript compileKeeping(String methods, NDManager manager) {
    String source = CLASS_HEAD + KEEPER.indent(2) + methods.indent(2);
    return compile(source, STATE_WITH_KEPT, manager);
  }

  private static TorchScript compile(String source, byte[] state, NDManager manager) {
    try {
      var archive = new ByteArrayInputStream(archive(source, state));
      return new TorchScript(JniUtils.loadModule((PtNDManager) manager, archive, false, false));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (EngineException failure) {
      throw new IllegalArgumentException("libtorch refuses this TorchScript:\n" + source, failure);
    }
  }

  /**
   * Runs {@code forward}; the results belong to the manager of the first array.
   *
   * @param arrays the arguments in order, all unnamed
   */
  NDList run(NDList arrays) {
    JniUtils.setGraphExecutorOptimize(false);
    return IValueUtils.forward(block, arrays, true);
  }

  /** What the script counted since the last call. */
  long takeCount() {
    try (IValue count = IValueUtils.runMethod(block, TAKE_COUNT)) {
      return count.toLong();
    }
  }

  /**
   * The tensor that the script kept since the last call.
   *
   * @param owner the manager that it then belongs to
   * @return null if there is none
   */
  @Nullable NDArray takeKept(NDManager owner) {
    try (IValue kept = IValueUtils.runMethod(block, TAKE_KEPT)) {
      NDArray[] taken = kept.toTensorArray((PtNDManager) owner);
      return taken.length == 0 ? null : taken[0];
    }
  }

  /** Runs {@code forward} for its side effects, without autograd, and drops the result. */
  void update(IValue... arguments) {
    JniUtils.setGraphExecutorOptimize(false);
    IValueUtils.forward(block, arguments).close();
  }

  private static byte[] archive(String source, byte[] state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "ops/version", "10\n".getBytes(StandardCharsets.US_ASCII));
      store(zip, "ops/constants.pkl", NO_CONSTANTS);
      store(zip, "ops/data.pkl", state);
      store(zip, "ops/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** libtorch reads only uncompressed entries. */
  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
