package org.eobench.core.run.device;

/**
 * Whether NVIDIA's libraries round the inputs of float32 convolutions to TF32, a format with ten
 * bits of mantissa. libtorch enables this, and only NVIDIA's environment variable disables it.
 */
public final class Tf32 {
  /** The note for users while TF32 is on. */
  public static final String NOTE =
      "convolutions round float32 to TF32; NVIDIA_TF32_OVERRIDE=0 in the environment forbids that";

  private Tf32() {}

  /** Whether a GPU of this process rounds to TF32. */
  public static boolean isOn() {
    return !"0".equals(System.getenv("NVIDIA_TF32_OVERRIDE"));
  }
}
