package org.eobench.core.nn.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Arrays;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The library that libtorch computes convolutions with on a CPU. The version in libtorch 2.7.1
 * computes wrong ones, in float32 and bfloat16, where an AMD processor does not report its cache
 * sizes, as in some virtual machines: copying a kernel into blocks overwrites most of the kernel
 * with zeros. {@code findings/onednn_reorder_without_cache_sizes.sh} shows it. There, libtorch
 * computes without oneDNN.
 */
public final class OneDnn {
  /** What a user reads while it is off. */
  public static final String NOTE =
      "oneDNN computes wrong convolutions on this CPU and is off: convolutions are slower"
          + " (docs/footguns.md)";

  private static final float[] KERNEL = {1, 2, 4, 8};

  /**
   * Gives the kernel back, once in float32 and once in bfloat16. In libtorch, oneDNN takes part for
   * two images, not for one. The zeros of a wrong copy stay inside the memory of this kernel.
   */
  private static final String KERNEL_OF_ONES =
      """
      def forward(self, w):
        ones = torch.new_ones(w, [2, 1, 1, 1])
        full = torch.conv_transpose2d(ones, w)
        low = torch.conv_transpose2d(torch.to(ones, 15), torch.to(w, 15))
        return torch.cat([full, torch.to(low, 6)])
      """;

  /** {@code at::globalContext()} and {@code at::Context::setUserEnabled…(bool)}. */
  private static final String CONTEXT = "_ZN2at13globalContextEv";

  private static final String SET_ONEDNN = "_ZN2at7Context20setUserEnabledMkldnnEb";

  /** The next choice of libtorch; it warns in every call where it does not know the CPU. */
  private static final String SET_NNPACK = "_ZN2at7Context20setUserEnabledNNPACKEb";

  /** As global as what it describes; null until the first call. */
  private static @Nullable Boolean inUse;

  private OneDnn() {}

  /**
   * Whether libtorch computes with oneDNN. The first call of a process checks a convolution and
   * switches oneDNN off if it is wrong.
   *
   * @throws BenchException {@code WrongConvolutions} if it is wrong and stays wrong
   */
  public static synchronized boolean isInUse(Engine engine) {
    if (inUse == null) {
      try (NDManager manager = engine.newBaseManager(Device.cpu())) {
        boolean right = convolvesRight(manager);
        if (!right) {
          use(TorchEngine.folder(), false);
          if (!convolvesRight(manager)) {
            throw refusal("they are wrong without it, too");
          }
        }
        inUse = right;
      }
    }
    return inUse;
  }

  /** Whether a convolution of ones gives the kernel. */
  static boolean convolvesRight(NDManager manager) {
    try (NDArray kernel = manager.create(KERNEL, new Shape(1, 1, 2, 2));
        NDArray found =
            TorchScript.compile(KERNEL_OF_ONES, manager)
                .run(new NDList(kernel))
                .singletonOrThrow()) {
      float[] values = found.toFloatArray();
      for (int from = 0; from < values.length; from += KERNEL.length) {
        if (!Arrays.equals(Arrays.copyOfRange(values, from, from + KERNEL.length), KERNEL)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Switches oneDNN and NNPACK on or off for the whole process. DJL's binding has no such function.
   *
   * @param folder the folder that libtorch was loaded from
   */
  static void use(Path folder, boolean wanted) {
    try {
      Path file = folder.resolve(System.mapLibraryName("torch_cpu"));
      NativeLibrary libtorch = NativeLibrary.getInstance(file.toString());
      Pointer context = libtorch.getFunction(CONTEXT).invokePointer(new Object[0]);
      for (String setter : new String[] {SET_ONEDNN, SET_NNPACK}) {
        libtorch.getFunction(setter).invokeVoid(new Object[] {context, (byte) (wanted ? 1 : 0)});
      }
    } catch (LinkageError failure) {
      throw refusal(String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static BenchException refusal(String reason) {
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of(
                "WrongConvolutions",
                "libtorch computes wrong convolutions on this CPU, and oneDNN, which computes them,"
                    + " cannot be switched off: "
                    + reason)
            .expecting("a CPU that reports the sizes of its caches (`lscpu -C` lists them)")
            .next(
                "run on another machine, or let the virtual machine report the caches (QEMU's CPU"
                    + " feature `topoext`)"));
  }
}
