import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Times the forward pass of a TorchScript file in the peer's libtorch: a line with the wall and
 * processor seconds of each pass. Arguments: file, batch, channels, size, passes, number format
 * (fp32, or bf16: autocast).
 */
final class Theirs {
  private Theirs() {}

  public static void main(String[] words) {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long side = Long.parseLong(words[3]);
    JitModule model = torch.load(words[0]);
    model.eval();
    if (words[5].equals("bf16")) {
      torch.set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
      torch.set_autocast_enabled(torch.DeviceType.CPU, true);
    }
    try (NoGradGuard guard = new NoGradGuard()) {
      Tensor images = torch.randn(Long.parseLong(words[1]), Long.parseLong(words[2]), side, side);
      for (int pass = 0; pass < Integer.parseInt(words[4]); pass++) {
        try (PointerScope scope = new PointerScope()) {
          long cpu = machine.getProcessCpuTime();
          long start = System.nanoTime();
          model.forward(new IValueVector(new IValue(images))).toTensor();
          System.out.printf(
              Locale.ROOT,
              "pass %.4f %.4f%n",
              (System.nanoTime() - start) / 1e9,
              (machine.getProcessCpuTime() - cpu) / 1e9);
        }
      }
    }
  }
}
