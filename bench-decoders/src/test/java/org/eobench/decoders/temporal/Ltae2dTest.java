package org.eobench.decoders.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.temporal.TemporalKeys.Positions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ltae2dTest {
  private static final int WIDTH = 32;
  private static final LocalDateTime FIRST = LocalDateTime.of(2020, 2, 20, 10, 0);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void withoutPositionsTheOrderOfDatesChangesNothing() {
    float[] forwards = attend(Positions.NONE, List.of(), 0, 1, 2);
    float[] backwards = attend(Positions.NONE, List.of(), 2, 1, 0);
    assertThat(distance(forwards, backwards)).isLessThan(1e-5);
  }

  @Test
  void withOrderTheOrderOfDatesMatters() {
    float[] forwards = attend(Positions.ORDER, List.of(), 0, 1, 2);
    float[] backwards = attend(Positions.ORDER, List.of(), 2, 1, 0);
    assertThat(distance(forwards, backwards)).isGreaterThan(1e-2);
  }

  @Test
  void withDatesTheDaysBetweenThemMatterAndNotTheYear() {
    float[] near = attend(Positions.DATES, days(FIRST, 0, 5, 10), 0, 1, 2);
    float[] later = attend(Positions.DATES, days(FIRST.plusYears(1), 0, 5, 10), 0, 1, 2);
    float[] far = attend(Positions.DATES, days(FIRST, 0, 50, 100), 0, 1, 2);
    assertThat(later).containsExactly(near);
    assertThat(distance(near, far)).isGreaterThan(1e-2);
  }

  @Test
  void codesDaysAsPublished() {
    List<Acquisition> taken = days(FIRST, 0, 10);
    NDArray codes =
        new DatePositions(Positions.DATES, 64, 16, true)
            .of(taken, new Shape(1, 64, 2, 1, 1), manager);
    assertThat(codes.getShape()).isEqualTo(new Shape(1, 2, 64));
    float[] values = codes.toFloatArray();
    // Four features per head; the second pair is slower by the square root of 1000.
    double slow = 10 / Math.sqrt(1000);
    double[] head = {Math.sin(10), Math.cos(10), Math.sin(slow), Math.cos(slow)};
    for (int i = 0; i < 64; i++) {
      assertThat(values[i]).isEqualTo(i % 2);
      assertThat((double) values[64 + i]).isCloseTo(head[i % 4], within(1e-6));
    }
  }

  @Test
  void countsOrderFromNought() {
    float[] byOrder =
        new DatePositions(Positions.ORDER, WIDTH, 16, true)
            .of(List.of(), new Shape(5, WIDTH, 3, 1, 1), manager)
            .toFloatArray();
    float[] byDay =
        new DatePositions(Positions.DATES, WIDTH, 16, true)
            .of(days(FIRST, 0, 1, 2), new Shape(1, WIDTH, 3, 1, 1), manager)
            .toFloatArray();
    assertThat(byOrder).containsExactly(byDay);
  }

  @Test
  void refusesASampleThatLacksDatesOnlyWhereDatesArePositions() {
    TorchOps ops = new TorchOps(manager, Precision.FP32);
    Ltae2d dated =
        new Ltae2d(
            ops,
            WIDTH,
            new TemporalKeys(
                TemporalStrategy.LTAE, TemporalKeys.MissingDates.LEFT_OUT, Positions.DATES, 0, 0));
    assertThatThrownBy(() -> dated.require(Acquisition.UNKNOWN, 3, "sample x"))
        .hasMessageContaining("[Bench/UnknownDates]")
        .hasMessageContaining("0 dates for 3 frames")
        .hasMessageContaining("sample x");
    dated.require(days(FIRST, 0, 1, 2).get(0), 3, "sample x");
    new Ltae2d(
            ops,
            WIDTH,
            new TemporalKeys(
                TemporalStrategy.LTAE, TemporalKeys.MissingDates.LEFT_OUT, Positions.ORDER, 0, 0))
        .require(Acquisition.UNKNOWN, 3, "sample x");
  }

  @Test
  void inBfloat16IsNearFloat32() {
    float[] exact = attend(Positions.ORDER, List.of(), 0, 1, 2);
    float[] low = attend(Precision.BF16, Positions.ORDER, List.of(), 0, 1, 2);
    assertThat(distance(exact, low)).isPositive().isLessThan(0.1);
  }

  /** What one attention makes of noise whose dates are laid in another order. */
  private float[] attend(Positions positions, List<Acquisition> taken, int... order) {
    return attend(Precision.FP32, positions, taken, order);
  }

  private float[] attend(
      Precision precision, Positions positions, List<Acquisition> taken, int... order) {
    TorchOps ops = new TorchOps(manager, precision);
    Ltae2d attention =
        new Ltae2d(
            ops,
            WIDTH,
            new TemporalKeys(
                TemporalStrategy.LTAE, TemporalKeys.MissingDates.LEFT_OUT, positions, 0.1, 0.2));
    Weights.initialize(attention.tensors(), manager, 7);
    SplittableRandom random = new SplittableRandom(5);
    int places = 4;
    float[] noise = new float[WIDTH * order.length * places];
    for (int feature = 0; feature < WIDTH; feature++) {
      for (int at : order) {
        for (int place = 0; place < places; place++) {
          noise[(feature * order.length + at) * places + place] = (float) random.nextGaussian();
        }
      }
    }
    NDArray maps = manager.create(noise, new Shape(1, WIDTH, order.length, 2, 2));
    return attention.forward(maps, taken, null).toFloatArray();
  }

  private static List<Acquisition> days(LocalDateTime first, int... days) {
    List<LocalDateTime> dates = IntStream.of(days).mapToObj(first::plusDays).toList();
    return List.of(new Acquisition(dates, null, null));
  }

  private static double distance(float[] some, float[] others) {
    return IntStream.range(0, some.length)
        .mapToDouble(i -> Math.abs(some[i] - others[i]))
        .max()
        .orElseThrow();
  }
}
