package org.eobench.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeviceCopyTest {
  @Test
  void bringsImagesAndLabelsToTheDeviceOfTheManager() {
    copies(Device.cpu());
  }

  @Test
  @Tag("gpu")
  void bringsImagesAndLabelsToAGpu() {
    assumeTrue(Engine.getInstance().getGpuCount() > 0, "no GPU here");
    copies(Device.gpu(0));
  }

  /** More copies than page-locked blocks, so that one that came too early would show. */
  private static void copies(Device device) {
    try (NDManager manager = NDManager.newBaseManager(device)) {
      DeviceCopy copy = new DeviceCopy(new TorchOps(manager, Precision.FP32));
      for (int round = 0; round < 20; round++) {
        try (NDManager owner = manager.newSubManager()) {
          float[] values = Tensors.toFloats(Tensors.values(1 << 18, round));
          int[] labels = {round, -1, Integer.MAX_VALUE, 0};
          NDArray image = copy.floats(values, new Shape(2, 1 << 17), owner);
          NDArray target = copy.longs(labels, new Shape(2, 2), owner);
          assertThat(image.getDevice()).isEqualTo(device);
          assertThat(target.getDataType()).isEqualTo(DataType.INT64);
          assertThat(target.getShape()).isEqualTo(new Shape(2, 2));
          assertThat(owner.getManagedArrays()).containsExactlyInAnyOrder(image, target);
          assertThat(image.toFloatArray()).isEqualTo(values);
          assertThat(target.toLongArray()).containsExactly(round, -1, Integer.MAX_VALUE, 0);
        }
      }
    }
  }
}
