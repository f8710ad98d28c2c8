package org.eobench.encoders.torchscript;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.torchscript.ScriptWriter;
import org.eobench.core.torchscript.ScriptWriter.Flag;
import org.eobench.core.torchscript.ScriptWriter.Instance;
import org.eobench.core.torchscript.ScriptWriter.Value;

/**
 * Writes a small pyramid as {@code torch.jit.script} would: a patch convolution, batch norm and
 * dropout, then a second, coarser level. Tests put other text in the place of its method.
 */
public final class TinyProgram {
  /** Two levels of widths 6 and 4, strides 4 and 8, from four bands. */
  static final String FORWARD =
      """
        def forward(self: __torch__.tiny.Pyramid, x: Tensor) -> Tuple[Tensor, Tensor]:
          patch_embed = self.patch_embed
          stages = self.stages
          y = (patch_embed).forward(x, )
          z = (getattr(stages, "0")).forward(y, )
          return (y, z)
      """;

  private static final String SOURCE =
      """
      class Pyramid(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        patch_embed : __torch__.tiny.Patches
        stages : __torch__.tiny.Stages
      %sclass Patches(Module):
        __parameters__ = ["weight", ]
        __buffers__ = ["running_mean", "running_var", "num_batches_tracked", ]
        weight : Tensor
        running_mean : Tensor
        running_var : Tensor
        num_batches_tracked : Tensor
        training : bool
        rate : Final[float] = 0.5
        def forward(self: __torch__.tiny.Patches, x: Tensor) -> Tensor:
          training = self.training
          if training:
            _0 = torch.add_(self.num_batches_tracked, 1)
          else:
            pass
          y = torch.conv2d(x, self.weight, None, [4, 4])
          z = torch.batch_norm(y, None, None, self.running_mean, self.running_var, training, 0.1, 0.001, True)
          return torch.dropout(z, 0.5, training)
      class Stages(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        __annotations__["0"] = __torch__.tiny.Stage
      class Stage(Module):
        __parameters__ = ["weight", "bias", ]
        __buffers__ = []
        weight : Tensor
        bias : Tensor
        training : bool
        def forward(self: __torch__.tiny.Stage, x: Tensor) -> Tensor:
          return torch.conv2d(x, self.weight, self.bias, [2, 2])
      """;

  private TinyProgram() {}

  /** Writes the file with its own method. */
  public static void write(Path file) {
    write(file, FORWARD);
  }

  static void write(Path file, String method) {
    write(file, method, Map.of());
  }

  /**
   * @param extras texts that go with the program, by name
   */
  static void write(Path file, String method, Map<String, String> extras) {
    Map<String, Value> patches = new LinkedHashMap<>();
    patches.put("weight", tensor(0.01f, 6, 4, 4, 4));
    patches.put("running_mean", tensor(0.001f, 6));
    patches.put("running_var", tensor(0.5f, 6));
    patches.put("num_batches_tracked", count());
    patches.put("training", new Flag(true));
    Map<String, Value> stage = new LinkedHashMap<>();
    stage.put("weight", tensor(0.02f, 4, 6, 2, 2));
    stage.put("bias", tensor(0.1f, 4));
    stage.put("training", new Flag(true));
    Instance stages = module("Stages", Map.of("0", module("Stage", stage)));
    Map<String, Value> whole = new LinkedHashMap<>();
    whole.put("training", new Flag(true));
    whole.put("patch_embed", module("Patches", patches));
    whole.put("stages", stages);
    ScriptWriter.write(
        file,
        module("Pyramid", whole),
        Map.of("__torch__/tiny.py", String.format(Locale.ROOT, SOURCE, method)),
        extras);
  }

  private static Instance module(String name, Map<String, Value> attributes) {
    Map<String, Value> all = new LinkedHashMap<>(attributes);
    all.putIfAbsent("training", new Flag(true));
    return new Instance("__torch__.tiny." + name, all);
  }

  /** Values that rise from {@code step} on. */
  private static ScriptWriter.Tensor tensor(float step, long... shape) {
    TensorInfo info = new TensorInfo("", TensorType.F32, shape);
    float[] values = new float[(int) info.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = step * (1 + i % 7);
    }
    return new ScriptWriter.Tensor(
        info, () -> SafetensorsWriter.Entry.floats("", shape, values), shape.length > 1);
  }

  private static ScriptWriter.Tensor count() {
    long[] scalar = {};
    return new ScriptWriter.Tensor(
        new TensorInfo("", TensorType.I64, scalar),
        () -> SafetensorsWriter.Entry.longs("", scalar, new long[] {3}),
        false);
  }
}
