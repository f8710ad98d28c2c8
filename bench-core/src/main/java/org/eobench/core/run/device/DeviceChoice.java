package org.eobench.core.run.device;

import ai.djl.Device;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.nn.torch.PrecisionChoice;

/**
 * Turns {@code device=auto|cpu|gpu:N} into an available device; {@code cuda} is an alias of {@code
 * gpu}.
 */
public final class DeviceChoice {
  private static final Pattern GPU = Pattern.compile("(?:gpu|cuda)(?::(\\d{1,3}))?");

  /** The allowed values, for messages. */
  public static final String CHOICES =
      "auto, cpu, gpu or gpu:N, such as gpu:0; cuda and cuda:N mean the same";

  private DeviceChoice() {}

  /** Whether the text is an allowed value; needs no engine. */
  public static boolean isValid(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return wanted.equals("auto") || wanted.equals("cpu") || GPU.matcher(wanted).matches();
  }

  /**
   * Selects the device for a text.
   *
   * @param refusal returns why the GPU with an index cannot be used, or empty; not called for
   *     {@code cpu}
   * @throws BenchException {@code UnknownDevice} for any other text, {@code NoSuchGpu} for a GPU
   *     that cannot be used
   */
  static Device of(String text, IntFunction<Optional<String>> refusal) {
    String wanted = text.toLowerCase(Locale.ROOT);
    Matcher gpu = GPU.matcher(wanted);
    if (wanted.equals("cpu")) {
      return Device.cpu();
    }
    if (wanted.equals("auto")) {
      return refusal.apply(0).isEmpty() ? Device.gpu(0) : Device.cpu();
    }
    if (!gpu.matches()) {
      throw new BenchException(ExitCode.CONFIG, unknown(text));
    }
    int index = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
    Optional<String> refused = refusal.apply(index);
    if (refused.isPresent()) {
      throw new BenchException(ExitCode.CONFIG, noSuchGpu(text, refused.get(), refusal));
    }
    return Device.gpu(index);
  }

  private static Problem noSuchGpu(String text, String why, IntFunction<Optional<String>> refusal) {
    int usable = 0;
    while (refusal.apply(usable).isEmpty()) {
      usable++;
    }
    return Problem.of("NoSuchGpu", "device=" + text + " asks for a GPU that cannot be used: " + why)
        .expecting(
            switch (usable) {
              case 0 -> "cpu or auto, as no GPU can be used here";
              case 1 -> "gpu:0, the only one here";
              default -> "gpu:0 to gpu:" + (usable - 1);
            })
        .next(
            usable == 0
                ? "run with `device=cpu`, or give the program libtorch for CUDA"
                    + " (PYTORCH_LIBRARY_PATH); docs/gpu.md says how"
                : "use one of these, or `device=auto`");
  }

  /**
   * Refuses float16 on a CPU.
   *
   * @throws BenchException {@code PrecisionNeedsGpu}
   */
  static void requireFormat(Device device, PrecisionChoice precision) {
    if (precision == PrecisionChoice.FP16 && !device.isGpu()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "PrecisionNeedsGpu",
                  "float16 is for GPUs; this run computes on a CPU, which has few operators for it"
                      + " and is slower in it than in float32")
              .at("task.trainer.precision=fp16, device=cpu")
              .expecting("fp32 or bf16 on a CPU")
              .next(
                  "set `task.trainer.precision=bf16`, which has half the bits too, or"
                      + " `device=gpu` where there is one"));
    }
  }

  /** The problem with a text that names no device. */
  static Problem unknown(String text) {
    List<String> near =
        Suggest.nearest(text, List.of("auto", "cpu", "gpu", "gpu:0", "cuda", "cuda:0"));
    return Problem.of("UnknownDevice", "`" + text + "` is not a device")
        .at("device=" + text)
        .expecting(CHOICES)
        .next(near.isEmpty() ? "set `device=auto`" : "set `device=" + near.get(0) + "`");
  }

  /** The name of several devices that train together, of which one is the first. */
  static String name(Device first, int count) {
    String name = name(first);
    if (count == 1) {
      return name;
    }
    return first.isGpu() ? name + "-" + (first.getDeviceId() + count - 1) : count + " x " + name;
  }

  /** The name of a device in configs and logs. */
  public static String name(Device device) {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }
}
