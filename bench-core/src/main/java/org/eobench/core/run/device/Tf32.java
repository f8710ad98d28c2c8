package org.eobench.core.run.device;

/**
 * Whether NVIDIA's libraries round the factors of float32 convolutions to TF32, a format with ten
 * bits of mantissa. libtorch lets them, and only an environment variable of theirs forbids it.
 */
public final class Tf32 {
  /** What a user is told while it is on. */
  public static final String NOTE =
      "convolutions round float32 to TF32; NVIDIA_TF32_OVERRIDE=0 in the environment forbids that";

  private Tf32() {}

  /** Whether a GPU of this process rounds. */
  public static boolean isOn() {
    return !"0".equals(System.getenv("NVIDIA_TF32_OVERRIDE"));
  }
}
