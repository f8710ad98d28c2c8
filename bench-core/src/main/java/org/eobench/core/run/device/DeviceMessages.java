package org.eobench.core.run.device;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.torch.Bf16Units;
import org.eobench.core.nn.torch.OneDnn;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchThreads;

/** What a run says about its device and number format before it begins. */
public final class DeviceMessages {
  private DeviceMessages() {}

  /**
   * The messages, one line each.
   *
   * @param key of the number format, such as {@code task.trainer.precision}
   */
  public static List<String> of(Device device, PrecisionChoice precision, String key) {
    List<String> lines = new ArrayList<>();
    if (precision == PrecisionChoice.AUTO) {
      lines.add(
          String.format(
              Locale.ROOT,
              "precision: %s, since %s (%s=auto)",
              precision.on(device).key(),
              Bf16Units.of(device).reason(),
              key));
    }
    if (precision == PrecisionChoice.BF16 && !device.isGpu()) {
      Bf16Units units = Bf16Units.of(device);
      if (!units.areThere()) {
        lines.add(
            "precision: bf16 rounds factors and multiplies them in float32, since "
                + units.reason()
                + "; it is not faster than fp32 here (docs/gpu.md)");
      }
    }
    if (!device.isGpu()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "device: cpu, %d cores; threads of libtorch: %d%s",
              Runtime.getRuntime().availableProcessors(),
              TorchThreads.current().intraOp(),
              OneDnn.isInUse(TorchEngine.get()) ? "" : "; " + OneDnn.NOTE));
      return lines;
    }
    boolean rounds = precision.on(device) == Precision.FP32 && Tf32.isOn();
    lines.add("device: " + DeviceChoice.name(device) + (rounds ? "; " + Tf32.NOTE : ""));
    return lines;
  }
}
