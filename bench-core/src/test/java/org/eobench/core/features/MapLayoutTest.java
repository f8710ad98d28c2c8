package org.eobench.core.features;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.features.store.StoredMap;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapLayoutTest {
  /**
   * A view as vision transformers return it, a dense map, and a map of which parts are left out.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x[:, 1:].transpose(1, 2).reshape([3, 5, 2, 3])",
        "x[:, 1:].transpose(1, 2).reshape([3, 5, 2, 3]).contiguous()",
        "x[:, 1:].transpose(1, 2).reshape([3, 5, 2, 3])[:, 1:4, :, 1:]"
      })
  void aMapFromTheStoreHasTheValuesAndTheLayoutOfTheEncoders(String view) {
    try (NDManager manager = TorchEngine.get().newBaseManager(Device.cpu())) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      NDArray tokens = manager.randomNormal(new Shape(3, 7, 5));
      NDArray map = ops.call("def forward(self, x):\n  return " + view + "\n", tokens);
      MapLayout layout = MapLayout.of(map, ops);

      List<StoredMap> samples =
          MapLayout.apart(List.of(map), 3, ops).stream().map(maps -> maps.get(0)).toList();
      NDArray again = layout.together(samples, ops, manager);

      assertThat(again.getShape()).isEqualTo(map.getShape());
      assertThat(again.toFloatArray()).isEqualTo(map.toFloatArray());
      assertThat(again.sub(map).abs().sum().getFloat()).isZero();
      assertThat(MapLayout.of(again, ops)).isEqualTo(layout);
      // A record that was written when the encoder's map lay otherwise.
      StoredMap turned = samples.get(1).in(List.of(2, 0, 1));
      assertThat(turned.sameAs(samples.get(1))).isTrue();
      assertThat(turned.sameAs(samples.get(0))).isFalse();
      NDArray mixed = layout.together(List.of(turned, samples.get(0)), ops, manager);
      assertThat(mixed.toFloatArray())
          .isEqualTo(map.get("1:2").concat(map.get("0:1"), 0).toFloatArray());
    }
  }
}
