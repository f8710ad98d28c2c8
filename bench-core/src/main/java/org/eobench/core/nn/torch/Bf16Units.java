package org.eobench.core.nn.torch;

import ai.djl.Device;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Path;

/**
 * Whether a device has units that multiply bfloat16. Without them a device computes bfloat16 by way
 * of float32, which is slower than float32 itself.
 *
 * @param areThere whether bfloat16 pays
 * @param reason why, as a part of a sentence
 */
public record Bf16Units(boolean areThere, String reason) {
  /** {@code at::cpu::is_…_supported()}. */
  static final String AMX = "_ZN2at3cpu21is_amx_tile_supportedEv";

  static final String AVX512_BF16 = "_ZN2at3cpu24is_avx512_bf16_supportedEv";

  /** {@code CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR} of CUDA's driver. */
  private static final int CAPABILITY = 75;

  /** Ampere, the first with units for bfloat16. */
  private static final int FIRST_CAPABILITY = 8;

  /** Asks libtorch about the CPU, or CUDA's driver about a GPU. */
  public static Bf16Units of(Device device) {
    return device.isGpu() ? ofGpu(device.getDeviceId()) : ofCpu();
  }

  private static Bf16Units ofCpu() {
    if (!OneDnn.isInUse(TorchEngine.get())) {
      return new Bf16Units(false, "libtorch computes without oneDNN");
    }
    try {
      return ofCpu(has(AMX), has(AVX512_BF16));
    } catch (LinkageError unknown) {
      return new Bf16Units(false, "libtorch for this system does not tell what the CPU has");
    }
  }

  /** Whether a device is a CPU that multiplies bfloat16 by AVX512-BF16, without AMX. */
  static boolean areOfAvx512(Device device) {
    return !device.isGpu() && ofCpu().areThere() && !has(AMX);
  }

  static Bf16Units ofCpu(boolean amx, boolean avx512) {
    if (amx || avx512) {
      return new Bf16Units(true, "the CPU has " + (amx ? "AMX" : "AVX512-BF16"));
    }
    return new Bf16Units(false, "the CPU has neither AMX nor AVX512-BF16");
  }

  /** Asks libtorch; of the {@code bool} that comes back only the lowest byte is defined. */
  static boolean has(String function) {
    Path file = TorchEngine.folder().resolve(System.mapLibraryName("torch_cpu"));
    NativeLibrary libtorch = NativeLibrary.getInstance(file.toString());
    return (libtorch.getFunction(function).invokeInt(new Object[0]) & 0xff) != 0;
  }

  private static Bf16Units ofGpu(int index) {
    try {
      NativeLibrary driver = NativeLibrary.getInstance(System.mapLibraryName("cuda") + ".1");
      IntByReference device = new IntByReference();
      IntByReference major = new IntByReference();
      int failed =
          driver.getFunction("cuInit").invokeInt(new Object[] {0})
              | driver.getFunction("cuDeviceGet").invokeInt(new Object[] {device, index})
              | driver
                  .getFunction("cuDeviceGetAttribute")
                  .invokeInt(new Object[] {major, CAPABILITY, device.getValue()});
      if (failed == 0) {
        return ofCapability(major.getValue());
      }
    } catch (LinkageError noDriver) {
      // Below.
    }
    return new Bf16Units(false, "the GPU's driver does not tell its compute capability");
  }

  static Bf16Units ofCapability(int major) {
    boolean enough = major >= FIRST_CAPABILITY;
    return new Bf16Units(
        enough,
        "the GPU has compute capability " + major + (enough ? "" : ", and bfloat16 begins at 8"));
  }
}
