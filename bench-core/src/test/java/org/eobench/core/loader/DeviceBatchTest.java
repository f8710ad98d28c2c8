package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.task.segmentation.LabelMapBatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeviceBatchTest {
  private static final float[] PIXELS = {0.5f, -1, Float.MIN_VALUE, 3, 4, 5, 6, 1e30f};
  private static final int[] LABELS = {1, -1, 255, 0};

  @Test
  void bringsImagesAndLabelsToTheCpu() {
    arriveAt(Device.cpu());
  }

  @Test
  @Tag("gpu")
  void bringsImagesAndLabelsToAGpu() {
    assumeTrue(Engine.getInstance().getGpuCount() > 0, "no GPU here");
    arriveAt(Device.gpu(0));
  }

  private static void arriveAt(Device device) {
    Batch batch =
        new Batch(
            Map.of("optical", new ImageBatch(PIXELS, 2, 2, 1, 1, 2)),
            new LabelMapBatch(LABELS, 2, 1, 2),
            Collections.nCopies(2, new SampleRef("a", List.of(Path.of("a.tif")))),
            Collections.nCopies(2, Acquisition.UNKNOWN));
    try (NDManager owner = NDManager.newBaseManager(device)) {
      DeviceBatch arrays = DeviceBatch.of(batch, owner);
      NDArray image = arrays.input().images().values().iterator().next();
      assertThat(image.getShape()).isEqualTo(new Shape(2, 2, 1, 1, 2));
      assertThat(image.getDevice()).isEqualTo(device);
      assertThat(image.toFloatArray()).isEqualTo(PIXELS);
      assertThat(arrays.targets().getShape()).isEqualTo(new Shape(2, 1, 2));
      assertThat(arrays.targets().getDataType()).isEqualTo(DataType.INT64);
      assertThat(arrays.targets().toLongArray()).containsExactly(1, -1, 255, 0);
    }
  }
}
