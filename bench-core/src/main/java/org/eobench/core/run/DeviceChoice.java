package org.eobench.core.run;

import ai.djl.Device;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Turns {@code device=auto|cpu|gpu:N} into a device that is there. */
public final class DeviceChoice {
  private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

  private DeviceChoice() {}

  /** Whether the text is one of the forms; needs no engine. */
  public static boolean isValid(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return wanted.equals("auto") || wanted.equals("cpu") || GPU.matcher(wanted).matches();
  }

  /**
   * The device a text asks for.
   *
   * @param gpus asks the engine how many GPUs it sees; not called for {@code cpu}
   * @throws BenchException {@code UnknownDevice} for another text, {@code NoSuchGpu} for a GPU that
   *     is not there
   */
  public static Device of(String text, IntSupplier gpus) {
    String wanted = text.toLowerCase(Locale.ROOT);
    Matcher gpu = GPU.matcher(wanted);
    if (wanted.equals("cpu")) {
      return Device.cpu();
    }
    if (wanted.equals("auto")) {
      return gpus.getAsInt() > 0 ? Device.gpu(0) : Device.cpu();
    }
    if (!gpu.matches()) {
      throw new BenchException(ExitCode.CONFIG, unknown(text));
    }
    int index = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
    int there = gpus.getAsInt();
    if (index >= there) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoSuchGpu", "device=" + text + " asks for a GPU that is not there")
              .expecting(there == 0 ? "libtorch sees no GPU here" : "gpu:0 to gpu:" + (there - 1))
              .next(
                  "run with device=cpu or device=auto; a GPU needs libtorch for CUDA"
                      + " (PYTORCH_LIBRARY_PATH, PYTORCH_FLAVOR) besides the driver"));
    }
    return Device.gpu(index);
  }

  /** The problem with a text that names no device. */
  public static Problem unknown(String text) {
    return Problem.of("UnknownDevice", "`" + text + "` is no device")
        .at("device=" + text)
        .expecting("auto, cpu, gpu or gpu:N, such as gpu:0");
  }

  /** How configs and logs write a device. */
  public static String name(Device device) {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }
}
