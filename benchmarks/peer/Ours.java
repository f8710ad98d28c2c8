import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.bench.Bench;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.CountingOps;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.weights.Weights;

/**
 * Times the forward pass of an encoder with random weights, as Theirs.java does, and large matrix
 * products in the same process. Arguments: batch, passes, number format, overrides of a run.
 */
final class Ours {
  private static final int SIDE = 2048;

  /** Eight products in the number format of the passes; the matrix is converted once. */
  private static final String PRODUCTS =
      """
      def forward(self, x):
        a = self.low(x)
        b = a
        for i in range(8):
          b = torch.matmul(a, b)
        return b
      """;

  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Ours() {}

  public static void main(String[] words) {
    int batch = Integer.parseInt(words[0]);
    int passes = Integer.parseInt(words[1]);
    Precision precision = Precision.valueOf(words[2].toUpperCase(Locale.ROOT));
    String[] overrides = List.of(words).subList(3, words.length).toArray(String[]::new);
    try (Bench bench = Bench.open();
        NDManager manager = TorchEngine.get().newBaseManager(Device.cpu())) {
      var config = RunRequest.of(bench.compose(overrides), List.of()).config();
      CountingOps counting = new CountingOps(manager, Precision.FP32);
      encode(encoder(bench, config, counting, manager), 1, manager);
      System.out.println("multiplications " + counting.multiplications() * batch);
      TorchOps ops = new TorchOps(manager, precision);
      Encoder encoder = encoder(bench, config, ops, manager);
      for (int pass = 0; pass < passes; pass++) {
        time("pass", () -> encode(encoder, batch, manager));
        try (NDArray matrix = manager.full(new Shape(SIDE, SIDE), 1f / SIDE)) {
          time("products", () -> ops.call(PRODUCTS, matrix).close());
        }
      }
    }
  }

  private static Encoder encoder(
      Bench bench, org.eobench.core.config.tree.ConfigNode config, TorchOps ops, NDManager owner) {
    Encoder encoder = EncoderDescription.build(config, bench.components(), ops);
    Weights.initialize(encoder.tensors(), owner, 1);
    encoder.setTrainable(false);
    encoder.setTraining(false);
    return encoder;
  }

  private static void encode(Encoder encoder, int batch, NDManager manager) {
    int side = encoder.spec().inputSize();
    String modality = encoder.spec().inputBands().keySet().iterator().next();
    int bands = encoder.spec().inputBands().get(modality).size();
    try (NDManager step = manager.newSubManager()) {
      NDArray images = step.randomNormal(new Shape(batch, bands, 1, side, side));
      encoder.encode(EncoderInput.of(Map.of(modality, images)));
    }
  }

  private static void time(String what, Runnable work) {
    long cpu = MACHINE.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    System.out.printf(
        Locale.ROOT,
        "%s %.4f %.4f%n",
        what,
        (System.nanoTime() - start) / 1e9,
        (MACHINE.getProcessCpuTime() - cpu) / 1e9);
  }
}
