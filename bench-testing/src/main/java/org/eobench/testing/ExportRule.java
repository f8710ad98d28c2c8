package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.torchscript.TorchScriptExporter;
import org.eobench.core.torchscript.TracingOps;
import org.eobench.core.weights.Weights;

/** The rule for exporting an encoder to TorchScript. */
final class ExportRule {
  private ExportRule() {}

  /**
   * Requires the same maps from the exported file, unless the encoder is a TorchScript file itself.
   */
  static void check(EncoderSubject subject, long seed) throws Exception {
    Path folder = Files.createTempDirectory("export-rule");
    Path file = folder.resolve("model.pt");
    try (NDManager manager = TorchEngine.get().newBaseManager(Device.cpu())) {
      TracingOps ops = new TracingOps(manager, Precision.FP32);
      EoModel model = new EoModel(subject.create(ops), new AllMaps(ops));
      Weights.initialize(model.tensors(), manager, seed);
      TorchScriptExporter.Exported exported =
          new TorchScriptExporter(model, ops, subject.frames()).write(file, Map.of());
      assertThat(exported.anyBatch()).as("takes any batch").isTrue();
      assertThat(exported.difference()).isLessThan(1e-5);
      assertThat(file).isNotEmptyFile();
    } catch (BenchException refused) {
      assertThat(refused).hasMessageContaining("is already a TorchScript file");
      assertThat(file).doesNotExist();
    } finally {
      TensorCopy.delete(folder);
    }
  }

  /** Predicts the mean feature of every level, so that an error in any level is visible. */
  private static final class AllMaps extends Decoder {
    private final TorchOps ops;

    AllMaps(TorchOps ops) {
      this.ops = ops;
    }

    @Override
    public NDArray decode(FeatureMaps features, int height, int width) {
      String script =
          String.format(
              Locale.ROOT,
              """
              def forward(self, x):
                if x.dim() == 5:
                  y = torch.mean(x, 2)
                else:
                  y = x
                return torch.upsample_nearest2d(torch.mean(y, [1], True), [%d, %d])
              """,
              height,
              width);
      NDList levels = new NDList();
      features.levels().forEach(level -> levels.add(ops.call(script, level)));
      return NDArrays.concat(levels, 1);
    }
  }
}
