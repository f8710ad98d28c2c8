package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.eobench.core.error.BenchException;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Right convolutions on a CPU, with oneDNN or without it. */
class OneDnnTest {
  private final Engine engine = TorchEngine.get();
  private final NDManager manager = engine.newBaseManager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void convolutionsAreRightOnThisMachine() {
    assertThat(OneDnn.convolvesRight(manager)).isTrue();
  }

  /** Channels that do not fill a block: oneDNN pads them. */
  @ParameterizedTest
  @CsvSource({"2, 33, 1", "1, 5, 3", "40, 5, 3", "17, 1, 2", "33, 65, 5"})
  void gradientsInFloat32EqualThoseInFloat64(int in, int out, int kernel) {
    String backward =
        """
        def forward(self, x, w, g):
          r = torch.convolution_backward(g, x, w, [0], [1, 1], [0, 0], [1, 1], False, [0, 0], 1, \
        [True, True, False])
          y = torch.conv2d(x, w)
          return torch.cat([torch.flatten(r[0]), torch.flatten(r[1]), torch.flatten(y)])
        """;
    int size = 18;
    int reduced = size - kernel + 1;
    NDArray image = Tensors.floats(manager, 1, 2, in, size, size);
    NDArray weight = Tensors.floats(manager, 2, out, in, kernel, kernel);
    NDArray gradient = Tensors.floats(manager, 3, 2, out, reduced, reduced);
    String wide = backward.replace("(self, x, w, g):", "(self, a, b, c):\n  x, w, g = DOUBLES");
    NDArray found = run(backward, image, weight, gradient);
    NDArray wanted =
        run(
            wide.replace("DOUBLES", "torch.to(a, 7), torch.to(b, 7), torch.to(c, 7)"),
            image,
            weight,
            gradient);
    float[] values = found.toFloatArray();
    double[] exact = wanted.toDoubleArray();
    double error = 0;
    double norm = 0;
    for (int i = 0; i < exact.length; i++) {
      error += Math.pow(values[i] - exact[i], 2);
      norm += Math.pow(exact[i], 2);
    }
    assertThat(Math.sqrt(error / norm)).isLessThan(1e-6);
  }

  @Test
  void isSwitchedOffInLibtorch() {
    boolean before = OneDnn.isInUse(engine);
    try {
      OneDnn.use(TorchEngine.folder(), !before);
      assertThat(isOnInLibtorch()).isEqualTo(!before);
    } finally {
      OneDnn.use(TorchEngine.folder(), before);
    }
    assertThat(isOnInLibtorch()).isEqualTo(before);
  }

  @Test
  void refusesACpuWhereItCannotBeSwitchedOff(@TempDir Path none) {
    assertThatThrownBy(() -> OneDnn.use(none, false))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/WrongConvolutions] libtorch computes wrong convolutions")
        .hasMessageContaining("expected: a CPU that reports the sizes of its caches")
        .hasMessageContaining("next: run on another machine");
  }

  @Test
  void bfloat16WithoutOneDnnIsFloat32OfRoundedValues() {
    String script =
        """
        def forward(self, x):
          return self.full(self.image(self.low(x)))
        """;
    NDArray values = manager.create(new float[] {1, 1 + 1 / 256f, 1 + 1 / 128f, 1e30f});
    NDArray rounded = run(Prelude.casts(Precision.BF16, false) + script, values);
    assertThat(rounded.toFloatArray()).startsWith(1, 1, 1 + 1 / 128f).doesNotContain(1e30f);
    String linear =
        """
        def forward(self, x, w):
          return self.dense(x, w, None)
        """;
    NDArray x = Tensors.floats(manager, 1, 3, 40);
    NDArray w = Tensors.floats(manager, 2, 5, 40);
    float[] found =
        run(Prelude.casts(Precision.BF16, false) + Prelude.DENSE + linear, x, w).toFloatArray();
    float[] wanted = x.matMul(w.transpose()).toFloatArray();
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) found[i]).isCloseTo(wanted[i], Offset.offset(0.05));
    }
    assertThat(found).isNotEqualTo(wanted);
  }

  private NDArray run(String script, NDArray... arrays) {
    return TorchScript.compile(script, manager).run(new NDList(arrays)).singletonOrThrow();
  }

  private static boolean isOnInLibtorch() {
    String file = TorchEngine.folder().resolve(System.mapLibraryName("torch_cpu")).toString();
    NativeLibrary libtorch = NativeLibrary.getInstance(file);
    Pointer context = libtorch.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
    int flag =
        libtorch
            .getFunction("_ZNK2at7Context17userEnabledMkldnnEv")
            .invokeInt(new Object[] {context});
    return (flag & 0xff) != 0;
  }
}
