package org.eobench.encoders.prithvi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.eobench.testing.golden.cases.Formula;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The dates and places of images as inputs of Prithvi-EO-2.0-TL. */
class CoordinatesTest {
  private static final Offset<Float> FLOAT = within(2e-4f);
  private static final LocalDateTime AUTUMN = LocalDate.ofYearDay(2018, 285).atTime(10, 30);
  private static final Place WEST = new Place(46.85, -120.28);
  private static final Place SOUTH = new Place(-33.9, 151.2);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aDateIsTheCodeOfItsYearThenOfItsDay() {
    Acquisition known = new Acquisition(List.of(AUTUMN), null, null);
    CoordinateCodes.Codes codes = new CoordinateCodes(8).times(List.of(known), 1);
    assertThat(codes.known()).isEqualTo(1);
    assertThat(codes.values())
        .containsExactly(
            new float[] {
              (float) Math.sin(2018), (float) Math.sin(20.18),
              (float) Math.cos(2018), (float) Math.cos(20.18),
              (float) Math.sin(285), (float) Math.sin(2.85),
              (float) Math.cos(285), (float) Math.cos(2.85)
            },
            FLOAT);
  }

  @Test
  void aPlaceIsTheCodeOfItsLatitudeThenOfItsLongitude() {
    Acquisition known = new Acquisition(List.of(), WEST, null);
    float[] code = new CoordinateCodes(8).places(List.of(known)).values();
    assertThat(code[0]).isCloseTo((float) Math.sin(46.85), FLOAT);
    assertThat(code[3]).isCloseTo((float) Math.cos(0.4685), FLOAT);
    assertThat(code[4]).isCloseTo((float) Math.sin(-120.28), FLOAT);
    assertThat(code[7]).isCloseTo((float) Math.cos(1.2028), FLOAT);
  }

  @Test
  void whatIsNotKnownOfASampleAddsNothingToIt() {
    List<Acquisition> samples =
        List.of(
            Acquisition.UNKNOWN,
            new Acquisition(List.of(AUTUMN, AUTUMN), WEST, null),
            new Acquisition(List.of(AUTUMN), null, null));
    CoordinateCodes.Codes times = new CoordinateCodes(8).times(samples, 2);
    assertThat(times.known()).as("one date for two frames is none").isEqualTo(1);
    assertThat(Arrays.copyOfRange(times.values(), 0, 16)).containsOnly(0f);
    assertThat(Arrays.copyOfRange(times.values(), 16, 32)).isNotEqualTo(new float[16]);
    assertThat(Arrays.copyOfRange(times.values(), 32, 48)).containsOnly(0f);
    assertThat(new CoordinateCodes(8).places(samples).known()).isEqualTo(1);
  }

  @Test
  void samplesOfABatchDoNotSeeEachOthersCoordinates() {
    PrithviEncoder encoder = encoder(64, 8, 2, 1, 32);
    Acquisition known = new Acquisition(List.of(AUTUMN), WEST, null);
    float[] both = encode(encoder, List.of(known, Acquisition.UNKNOWN), 1, 32, 32);
    float[] none = encode(encoder, List.of(Acquisition.UNKNOWN, Acquisition.UNKNOWN), 1, 32, 32);
    int half = none.length / 2;
    assertThat(Arrays.copyOf(both, half)).isNotEqualTo(Arrays.copyOf(none, half));
    assertThat(Arrays.copyOfRange(both, half, both.length))
        .containsExactly(Arrays.copyOfRange(none, half, none.length), within(1e-5f));
  }

  @Test
  void saysOnceWhatTheDataSetDoesNotKnow() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(CoordinateInputs.class);
    lines.start();
    logger.addAppender(lines);
    try {
      PrithviEncoder encoder = encoder(64, 8, 2, 1, 32);
      List<Acquisition> placed = List.of(new Acquisition(List.of(), WEST, null));
      encode(encoder, placed, 1, 32, 32);
      encode(encoder, placed, 1, 32, 32);
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .isEqualTo(
            "the data set does not declare when its images were taken; Prithvi runs without it, as"
                + " in part of pretraining");
  }

  /**
   * Values of the last map at k·n/8, with weights and image by formula, from the authors' forward
   * pass in Python (torch 2.13). Scales are 0.5 plus the formula, so that coordinates count.
   */
  @Test
  void agreesWithTheAuthorsForThreeFrames() {
    PrithviEncoder encoder = encoder(64, 8, 3, 3, 32);
    assertThat(eighths(encode(encoder, samples(3), 3, 32, 32)))
        .containsExactly(
            new float[] {
              -0.15956822f, -1.9839774f, -0.7271806f, 0.6115218f,
              -1.0527495f, -0.61025673f, -0.2073911f, 0.18657348f
            },
            within(2e-5f));
  }

  @Test
  void agreesWithTheAuthorsWhereNothingIsKnown() {
    PrithviEncoder encoder = encoder(64, 8, 3, 3, 32);
    List<Acquisition> unknown = List.of(Acquisition.UNKNOWN, Acquisition.UNKNOWN);
    assertThat(eighths(encode(encoder, unknown, 3, 32, 32)))
        .containsExactly(
            new float[] {
              -0.073042266f, -1.9089468f, -0.9667422f, 0.16283284f,
              -1.0586892f, -0.58548385f, -0.3029772f, 0.34970617f
            },
            within(2e-5f));
  }

  @Test
  void agreesWithTheAuthorsForLargerImages() {
    float[] expected = {
      -0.4248018f, -1.0008069f, -0.92863554f, 0.48386306f,
      -0.3077511f, 0.86501455f, -1.8731813f, 0.04590114f
    };
    for (int size : new int[] {32, 40}) {
      PrithviEncoder encoder = encoder(64, 8, 3, 1, size);
      assertThat(eighths(encode(encoder, samples(1), 1, 40, 40)))
          .as("made for %d pixels, given 40", size)
          .containsExactly(expected, within(2e-5f));
    }
  }

  @Test
  void agreesWithTheAuthorsForPatchesOfFourteenPixels() {
    PrithviEncoder encoder = encoder(96, 14, 2, 2, 28);
    assertThat(eighths(encode(encoder, samples(2), 2, 28, 28)))
        .containsExactly(
            new float[] {
              -0.94150144f, -0.9897741f, 0.090125866f, -0.5779689f,
              -0.0040634596f, -0.11388173f, -0.20081882f, 0.50285876f
            },
            within(2e-5f));
  }

  private static List<Acquisition> samples(int frames) {
    List<LocalDate> one = List.of(day(2018, 285), day(2019, 1), day(2020, 366));
    List<LocalDate> other = List.of(day(1999, 60), day(2024, 152), day(2024, 200));
    return List.of(sample(one, frames, WEST), sample(other, frames, SOUTH));
  }

  private static Acquisition sample(List<LocalDate> days, int frames, Place place) {
    return new Acquisition(
        days.subList(0, frames).stream().map(LocalDate::atStartOfDay).toList(), place, null);
  }

  private static LocalDate day(int year, int day) {
    return LocalDate.ofYearDay(year, day);
  }

  /** An encoder with the golden folder's formula F2 for weights. */
  private PrithviEncoder encoder(int width, int patch, int depth, int frames, int size) {
    TinyPrithvi config =
        TinyPrithvi.of(6)
            .with("input_size", size)
            .with("embed_dim", width)
            .with("output_dim", width)
            .with("depth", depth)
            .with("patch_size", patch)
            .with("mlp_ratio", 4)
            .with("output_layers", String.format(Locale.ROOT, "[%d]", depth - 1))
            .with("coords_encoding", "[time, location]")
            .with("pretrained_frames", frames)
            .with("pretrained_size", patch == 14 ? 28 : 32)
            .with("position_rule", "stretch");
    PrithviEncoder encoder =
        new PrithviEncoder(config.bind(), new EncoderContext(ops, Map.of(), frames));
    encoder
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isBuffer()) {
                boolean norm = name.contains("norm") && name.endsWith("weight");
                double plus = norm ? 1 : name.endsWith("scale") ? 0.5 : 0;
                long[] shape = tensor.shape().getShape();
                float[] values = new Formula.Hashed().values(name, shape, plus);
                tensor.set(manager.create(values, tensor.shape()));
              }
            });
    Weights.initialize(encoder.tensors(), manager, 0);
    return encoder;
  }

  private float[] encode(
      PrithviEncoder encoder, List<Acquisition> samples, int frames, int height, int width) {
    long[] shape = {samples.size(), 6, frames, height, width};
    float[] values = new Formula.Input().values("input.optical", shape, 0);
    try (NDManager step = manager.newSubManager()) {
      NDArray image = step.create(values, new Shape(shape));
      return encoder
          .encode(new EncoderInput(Map.of("optical", image), samples))
          .last()
          .toFloatArray();
    }
  }

  private static float[] eighths(float[] map) {
    float[] values = new float[8];
    for (int k = 0; k < values.length; k++) {
      values[k] = map[k * map.length / 8];
    }
    return values;
  }
}
