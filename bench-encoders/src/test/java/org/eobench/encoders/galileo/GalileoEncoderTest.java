package org.eobench.encoders.galileo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.Months;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.eobench.encoders.Trial;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GalileoEncoderTest {
  private static final String RGB = "[B2, B3, B4]";
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void readsThePublishedNanoModelCompletely() {
    Encoder nano =
        encoder("[B2, B3, B4, B5, B6, B7, B8, B8A, B11, B12]", "2.0", "embed_dim: 128, depth: 4");
    LoadReport report =
        trial.load(nano, SharedFiles.require("data/weights/galileo_nano/encoder.pt"));
    assertThat(report.missing()).isEmpty();
    assertThat(report.loaded()).containsExactlyInAnyOrderElementsOf(nano.tensors().keySet());
    assertThat(report.loaded().size() + report.unexpected().size()).isEqualTo(106);
    assertThat(report.unexpected())
        .contains("space_time_embed.S1.proj.weight", "static_embed.location.bias")
        .noneMatch(key -> key.startsWith("blocks."));
    float[] dates = Trial.tensor(nano, "pos_embed").array().toFloatArray();
    assertThat(dates).containsExactly(GalileoCodes.dates(32, 24), within(1e-6f));
    float[] months = Trial.tensor(nano, "month_embed.weight").array().toFloatArray();
    assertThat(months).containsExactly(Months.table(32), within(1e-6f));
  }

  @Test
  void codesAreTheOnesDoneByHand() {
    // Width 4: frequencies 1 and 10000^(-1/8).
    double slow = Math.pow(10000, -1 / 8.0);
    assertThat(GalileoCodes.line(4, new float[] {3}))
        .containsExactly(
            new float[] {
              (float) Math.sin(3),
              (float) Math.sin(3 * slow),
              (float) Math.cos(3),
              (float) Math.cos(3 * slow)
            },
            within(1e-6f));
    float[] april = Arrays.copyOfRange(Months.table(4), 3 * 4, 4 * 4);
    assertThat(april).containsExactly(new float[] {1, 1, 0, 0}, within(1e-7f));
    float[] places = GalileoCodes.places(4, 2, 2, 0.4f);
    assertThat(Arrays.copyOfRange(places, 4, 8))
        .as("first row, second column")
        .containsExactly(
            new float[] {(float) Math.sin(0.4), (float) Math.cos(0.4), 0, 1}, within(1e-7f));
  }

  @Test
  void aKernelForSmallPatchesGivesTheTokensOfTheLargeOnes() {
    // For a kernel that is a small kernel v seen through the resizing A of images, the token of the
    // resized patch is that of the patch: (Aᵀv)·x = v·(Ax), so the small kernel must be v again.
    FlexiPatchEmbed embed = new FlexiPatchEmbed(trial.ops(), List.of(0), 1, 3, 8);
    float[] v = {1, -2, 3, 0.5f, 4, -1, 2, 2, -3};
    try (NDManager step = trial.manager().newSubManager()) {
      NDArray basis = step.eye(64).reshape(64, 1, 8, 8);
      float[] resized =
          trial.ops().interpolate(basis, 3, 3, Interpolation.BICUBIC_ANTIALIASED).toFloatArray();
      float[] kernel = new float[64];
      for (int i = 0; i < 64; i++) {
        for (int j = 0; j < 9; j++) {
          kernel[i] += resized[i * 9 + j] * v[j];
        }
      }
      Weights.initialize(embed.tensors(), trial.manager(), 1);
      set(tensor(embed, "proj.weight"), kernel);
      set(tensor(embed, "proj.bias"), 0);
      float[] image = {1, 0, 0, 0, 2, 0, 0, 0, 3};
      NDArray token = embed.forward(step.create(image, new Shape(1, 1, 1, 3, 3)));
      assertThat(token.toFloatArray()).containsExactly(new float[] {1 + 8 - 9}, within(1e-4f));
    }
  }

  private static Parameter tensor(FlexiPatchEmbed embed, String name) {
    return Objects.requireNonNull(embed.tensors().get(name));
  }

  private void set(Parameter tensor, float... values) {
    tensor.set(trial.manager().create(values, tensor.shape()));
  }

  @Test
  void theMonthOfTheDateCounts() {
    Encoder encoder = trial.start(encoder(RGB, "2.0", ""));
    float[] july = map(encoder, dated(2019, 7));
    assertThat(map(encoder, dated(2020, 7))).containsExactly(july);
    assertThat(map(encoder, Acquisition.UNKNOWN)).as("default_month: 7").containsExactly(july);
    assertThat(map(encoder, dated(2019, 1))).isNotEqualTo(july);
  }

  @Test
  void theGroundResolutionCounts() {
    Encoder encoder = trial.start(encoder(RGB, "2.0", ""));
    float[] ten = map(encoder, metres(10));
    assertThat(map(encoder, Acquisition.UNKNOWN)).containsExactly(ten);
    assertThat(map(encoder, metres(20))).isNotEqualTo(ten);
    Encoder fixed = trial.start(encoder(RGB, "2.0", "input_res: 10.0"));
    assertThat(map(fixed, metres(20))).containsExactly(ten);
  }

  @Test
  void twoDeviationsToBothSidesBecomeNoughtToOne() {
    Encoder scaling = trial.start(encoder(RGB, "2.0", ""));
    Encoder plain = trial.start(encoder(RGB, "null", ""));
    try (NDManager step = trial.manager().newSubManager()) {
      NDArray standard = step.arange(-24f, 24f).div(12).reshape(1, 3, 1, 4, 4);
      NDArray scaled = standard.div(4).add(0.5);
      assertThat(encode(scaling, standard)).containsExactly(encode(plain, scaled), within(1e-5f));
    }
  }

  @Test
  void bandsAreKnownByNameAndNotByPlace() {
    Encoder one = trial.start(encoder("[B2, B3, B4]", "2.0", ""));
    Encoder other = trial.start(encoder("[B4, B2, B3]", "2.0", ""));
    try (NDManager step = trial.manager().newSubManager()) {
      NDArray image = step.arange(48f).div(48).reshape(1, 3, 1, 4, 4);
      NDArray turned = image.squeeze(0).get(step.create(new int[] {2, 0, 1})).expandDims(0);
      assertThat(encode(other, turned)).containsExactly(encode(one, image));
    }
  }

  private static float[] encode(Encoder encoder, NDArray image) {
    return encoder.encode(EncoderInput.of(Map.of("optical", image))).last().toFloatArray();
  }

  @Test
  void refusesPartOfAGroupAndBandsItDoesNotKnow() {
    assertThatThrownBy(() -> encoder("[B2, B4]", "2.0", ""))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("input_bands.optical lacks B3")
        .hasMessageContaining("B2, B3, B4 together");
    assertThatThrownBy(() -> encoder("[B2, B3, B4, B8a]", "2.0", ""))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("input_bands.optical lists B8a")
        .hasMessageContaining("did you mean B8 or B8A?");
  }

  @Test
  void aSampleOfUnknownPlaceLacksOnlyItsToken() {
    Encoder encoder = trial.start(encoder(RGB, "2.0", "location: true"));
    Acquisition there = new Acquisition(List.of(), new Acquisition.Place(46.5, 11.3), null);
    float[] known = map(encoder, there);
    float[] unknown = map(encoder, Acquisition.UNKNOWN);
    assertThat(unknown).isNotEqualTo(known);
    float[] both = trial.encode(encoder, "optical", 3, 4, there, Acquisition.UNKNOWN).get(0);
    assertThat(Arrays.copyOf(both, known.length)).containsExactly(known, within(1e-5f));
    assertThat(Arrays.copyOfRange(both, known.length, both.length))
        .containsExactly(unknown, within(1e-5f));
  }

  @Test
  void refusesTerrainAndWeatherWithoutASatellite() {
    String bands = "[temperature, precipitation]";
    assertThatThrownBy(() -> encoder(bands, "2.0", "input_bands: {weather: " + bands + "}"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("Galileo needs one of their groups");
  }

  @Test
  void refusesPatchesLargerThanItsKernels() {
    assertThatThrownBy(() -> encoder(RGB, "2.0", "max_patch_size: 1"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("patch_size=2 must be at most max_patch_size=1");
  }

  private Encoder encoder(String bands, String stdMultiplier, String changes) {
    String yaml =
        String.format(
            Locale.ROOT,
            """
            encoder_weights: null
            download_url: null
            input_size: 4
            input_bands: {optical: %s}
            embed_dim: 32
            depth: 1
            num_heads: 4
            patch_size: 2
            mlp_ratio: 4
            output_layers: [0]
            output_dim: ${encoder.embed_dim}
            max_patch_size: 8
            max_sequence_length: 24
            std_multiplier: %s
            input_res: null
            default_month: 7
            location: false
            frozen_mode: eval
            """,
            bands,
            stdMultiplier);
    for (String change : changes.isEmpty() ? new String[0] : changes.split(", (?![^{]*})")) {
      String key = change.substring(0, change.indexOf(':'));
      yaml = yaml.replaceAll("(?m)^" + key + ": .*$", change);
    }
    String width = yaml.replaceAll("(?s).*\\nembed_dim: (\\d+).*", "$1");
    return trial.create(
        GalileoConfig.class, GalileoEncoder::new, yaml.replace("${encoder.embed_dim}", width));
  }

  private float[] map(Encoder encoder, Acquisition acquisition) {
    return trial.encode(encoder, "optical", 3, 4, acquisition).get(0);
  }

  private static Acquisition dated(int year, int month) {
    return new Acquisition(List.of(LocalDateTime.of(year, month, 3, 12, 0)), null, null);
  }

  private static Acquisition metres(double groundResolution) {
    return new Acquisition(List.of(), null, groundResolution);
  }
}
