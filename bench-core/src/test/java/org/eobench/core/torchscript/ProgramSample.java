package org.eobench.core.torchscript;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eobench.core.io.tensors.PickleSample;
import org.eobench.core.io.tensors.ZipSample;

/** Writes archives as {@code torch.jit.save} does: a module tree, its constants, its source. */
public final class ProgramSample {
  private ProgramSample() {}

  /** A program with the tensors weight, kept.0, block.bias and constants.0. */
  public static Path write(Path file) {
    return archive(module(), constants()).write(file);
  }

  public static ZipSample archive(byte[] module, byte[] constants) {
    return new ZipSample()
        .add(ZipSample.stored("net/data/0", PickleSample.floats(1, 2, 3, 4, 5, 6)))
        .add(ZipSample.stored("net/data/1", PickleSample.floats(7, 8)))
        .add(ZipSample.stored("net/data.pkl", module))
        .add(
            ZipSample.deflated(
                "net/code/__torch__.py",
                "class Net(Module):\n  pass\n".repeat(20).getBytes(StandardCharsets.UTF_8)))
        .add(ZipSample.stored("net/constants/0", PickleSample.floats(9)))
        .add(ZipSample.stored("net/constants.pkl", constants))
        .add(ZipSample.stored("net/version", new byte[] {'3', '\n'}));
  }

  /** A module with a weight, a list of tensors, numbers and a block of its own. */
  public static byte[] module() {
    PickleSample pickle = new PickleSample();
    object(pickle, "__torch__", "Net");
    pickle.text("weight").tensor("FloatStorage", "0", 6, 0, new int[] {2, 3}, new int[] {3, 1});
    pickle.text("training").raw(0x89).text("sizes");
    pickle.global("torch.jit._pickle", "build_intlist").mark().raw(']', '(');
    pickle.number(1).number(2).raw('e', 't', 'R').text("kept");
    pickle.global("torch.jit._pickle", "build_tensorlist").mark().raw(']', '(');
    pickle.tensor("FloatStorage", "1", 2, 1, new int[] {1}, new int[] {1}).raw('e', 't', 'R');
    pickle.text("names").global("torch.jit._pickle", "restore_type_tag").raw('}', '(');
    pickle.text("a").number(1).raw('u').text("Dict[str, int]").raw(0x86, 'R').text("block");
    object(pickle, "__torch__.torch.nn.modules.linear", "Linear");
    pickle.text("bias").tensor("FloatStorage", "1", 2, 0, new int[] {2}, new int[] {1});
    return pickle.raw('u', 'b', 'u', 'b').end();
  }

  private static void object(PickleSample pickle, String module, String name) {
    pickle.global(module, name).raw(')', 0x81, '}').mark();
  }

  public static byte[] constants() {
    return new PickleSample()
        .mark()
        .tensor("FloatStorage", "0", 1, 0, new int[] {}, new int[] {})
        .tuple()
        .end();
  }
}
