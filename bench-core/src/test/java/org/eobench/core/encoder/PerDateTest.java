package org.eobench.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerDateTest {
  private static final LocalDateTime FIRST = LocalDateTime.of(2020, 3, 1, 12, 0);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final Passing single = new Passing();
  private final PerDate series = new PerDate(ops, single, 3);

  @AfterEach
  void close() {
    manager.close();
  }

  /** Returns its image as its map and records the acquisitions. */
  private static final class Passing extends Encoder {
    private final List<Acquisition> acquisitions = new ArrayList<>();

    Passing() {
      parameter("scale", new Shape(1), Inits.ZEROS);
    }

    @Override
    public EncoderSpec spec() {
      EncoderSpec.Level level = new EncoderSpec.Level(2, 1);
      return new EncoderSpec(
          Map.of("optical", List.of("B4", "B8")), 4, List.of(level), false, false, false);
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      acquisitions.addAll(input.acquisitions());
      NDArray image = Objects.requireNonNull(input.images().get("optical"));
      return new FeatureMaps(List.of(image.squeeze(2)));
    }

    @Override
    public CheckpointLayout checkpointLayout() {
      return CheckpointLayout.exact();
    }

    @Override
    public boolean isInputLayer(String name) {
      return name.equals("scale");
    }
  }

  @Test
  void laysTheMapsOfEachSamplesDatesTogetherAgain() {
    NDArray image = manager.arange(2f * 2 * 3 * 4 * 4).reshape(2, 2, 3, 4, 4);

    FeatureMaps maps = series.encode(EncoderInput.of(Map.of("optical", image)));

    assertThat(maps.last().getShape()).isEqualTo(image.getShape());
    assertThat(maps.last().toFloatArray()).containsExactly(image.toFloatArray());
  }

  @Test
  void tellsTheEncoderTheDateOfEachImage() {
    Acquisition.Place place = new Acquisition.Place(10, 20);
    Acquisition known =
        new Acquisition(List.of(FIRST, FIRST.plusDays(5), FIRST.plusDays(9)), place, 10.0);
    NDArray image = manager.ones(new Shape(2, 2, 3, 4, 4));

    series.encode(new EncoderInput(Map.of("optical", image), List.of(known, Acquisition.UNKNOWN)));

    assertThat(single.acquisitions).hasSize(6);
    assertThat(single.acquisitions.get(1).dates()).containsExactly(FIRST.plusDays(5));
    assertThat(single.acquisitions.get(2).place()).isEqualTo(place);
    assertThat(single.acquisitions.get(3)).isEqualTo(Acquisition.UNKNOWN);
  }

  @Test
  void keepsTheNamesOfTheEncodersTensors() {
    assertThat(series.tensors()).containsOnlyKeys("scale");
    assertThat(series.isInputLayer("scale")).isTrue();
    assertThat(series.spec().temporalOutput()).isTrue();
  }
}
