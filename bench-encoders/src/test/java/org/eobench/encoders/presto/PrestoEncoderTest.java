package org.eobench.encoders.presto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.Months;
import org.eobench.core.error.BenchException;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrestoEncoderTest {
  private static final Acquisition.Place SPAIN = new Acquisition.Place(38.5, -6.25);
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void readsThePublishedModelCompletely() {
    Encoder presto = encoder("[B2, B3, B4, B5, B6, B7, B8, B8A, B11, B12]", "true", "true", 128, 2);
    LoadReport report =
        trial.load(presto, SharedFiles.require("data/weights/presto/default_model.pt"));
    assertThat(report.missing()).isEmpty();
    assertThat(report.loaded()).containsExactlyInAnyOrderElementsOf(presto.tensors().keySet());
    assertThat(report.unexpected())
        .containsExactlyInAnyOrder(
            "encoder.eo_patch_embed.S1.weight",
            "encoder.eo_patch_embed.S1.bias",
            "encoder.eo_patch_embed.ERA5.weight",
            "encoder.eo_patch_embed.ERA5.bias",
            "encoder.eo_patch_embed.SRTM.weight",
            "encoder.eo_patch_embed.SRTM.bias",
            "encoder.dw_embed.weight");
    float[] dates = Trial.tensor(presto, "pos_embed").array().toFloatArray();
    assertThat(dates).containsExactly(PrestoEncoder.dates(64, 24), within(1e-6f));
    float[] months = Trial.tensor(presto, "month_embed.weight").array().toFloatArray();
    assertThat(months).containsExactly(Months.table(32), within(1e-6f));
  }

  @Test
  void datesHaveSinesAndCosinesInTurn() {
    float[] table = PrestoEncoder.dates(4, 3);
    double slow = 2 / Math.sqrt(1000);
    assertThat(Arrays.copyOfRange(table, 8, 12))
        .containsExactly(
            new float[] {
              (float) Math.sin(2),
              (float) Math.cos(2),
              (float) Math.sin(slow),
              (float) Math.cos(slow)
            },
            within(1e-7f));
  }

  @Test
  void aPixelDoesNotSeeItsNeighbours() {
    Encoder encoder = trial.start(encoder("[B8]", "false", "false", 16, 1));
    try (NDManager step = trial.manager().newSubManager()) {
      float[] one = maps(encoder, step.arange(9f).div(9).reshape(1, 1, 1, 3, 3));
      NDArray changed = step.arange(9f).div(9).reshape(1, 1, 1, 3, 3);
      changed.set(new NDIndex("0, 0, 0, 1, 1"), 7f);
      float[] other = maps(encoder, changed);
      for (int i = 0; i < one.length; i++) {
        boolean centre = i % 9 == 4;
        assertThat(one[i] == other[i]).as("value %d", i).isEqualTo(!centre);
      }
    }
  }

  @Test
  void theIndexIsThatOfTheScaledBands() {
    var config =
        Binder.bindText(
            yaml("[B8, B2, B3, B4]", "true", "false", 16, 1), "test", PrestoConfig.class);
    try (NDManager step = trial.manager().newSubManager()) {
      // B8, B2, B3, B4 of two pixels, the second one dark.
      float[] values = {3000, 0, 5, 0, 7, 0, 1000, 0};
      NDArray scaled =
          new PrestoInputs(trial.ops(), config).scaled(step.create(values).reshape(1, 4, 1, 1, 2));
      assertThat(scaled.toFloatArray())
          .containsExactly(
              new float[] {0.3f, 0, 0.0005f, 0, 0.0007f, 0, 0.1f, 0, 0.5f, 0}, within(1e-6f));
    }
  }

  @Test
  void placesArePointsOnTheUnitSphere() {
    Acquisition equator = placed(new Acquisition.Place(0, 90));
    Acquisition pole = placed(new Acquisition.Place(90, 12));
    assertThat(PrestoInputs.places(List.of(equator, pole), trial.manager()).toFloatArray())
        .containsExactly(new float[] {0, 1, 0, 0, 0, 1}, within(1e-7f));
  }

  @Test
  void thePlaceCountsWhereItIsAskedFor() {
    Encoder placed = trial.start(encoder("[B8]", "false", "true", 16, 1));
    float[] spain = map(placed, placed(SPAIN));
    assertThat(map(placed, placed(new Acquisition.Place(-12, 130)))).isNotEqualTo(spain);
    Encoder placeless = trial.start(encoder("[B8]", "false", "false", 16, 1));
    assertThat(map(placeless, placed(SPAIN))).containsExactly(map(placeless, Acquisition.UNKNOWN));
    assertThatThrownBy(() -> map(placed, Acquisition.UNKNOWN))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/PlaceUnknown]")
        .hasMessageContaining("encoder.location=false");
  }

  @Test
  void theMonthCounts() {
    Encoder encoder = trial.start(encoder("[B8]", "false", "false", 16, 1));
    float[] july = map(encoder, dated(7));
    assertThat(map(encoder, Acquisition.UNKNOWN)).as("default_month: 7").containsExactly(july);
    assertThat(map(encoder, dated(1))).isNotEqualTo(july);
  }

  @Test
  void refusesPatchesAndAnIndexWithoutItsBands() {
    assertThatThrownBy(
            () ->
                trial.create(
                    PrestoConfig.class,
                    PrestoEncoder::new,
                    yaml("[B8]", "false", "false", 16, 1)
                        .replace("patch_size: 1", "patch_size: 2")
                        .replace("input_size: 3", "input_size: 4")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("patch_size=2 must be 1");
    assertThatThrownBy(() -> encoder("[B8]", "true", "false", 16, 1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("ndvi=true needs the bands B4 and B8");
  }

  private Encoder encoder(String bands, String ndvi, String location, int width, int depth) {
    return trial.create(
        PrestoConfig.class, PrestoEncoder::new, yaml(bands, ndvi, location, width, depth));
  }

  private static String yaml(String bands, String ndvi, String location, int width, int depth) {
    return String.format(
        Locale.ROOT,
        """
        {encoder_weights: null, download_url: null, input_size: 3, input_bands: {optical: %s},
         embed_dim: %d, depth: %d, num_heads: 4, patch_size: 1, mlp_ratio: 4, output_layers: [0],
         output_dim: %2$d, max_sequence_length: 24, add_by: {}, div_by: {optical: 10000.0}, ndvi: %s,
         location: %s, default_month: 7, frozen_mode: eval}
        """,
        bands,
        width,
        depth,
        ndvi,
        location);
  }

  private static float[] maps(Encoder encoder, NDArray image) {
    return encoder.encode(EncoderInput.of(Map.of("optical", image))).last().toFloatArray();
  }

  private float[] map(Encoder encoder, Acquisition acquisition) {
    return trial.encode(encoder, "optical", 1, 3, acquisition).get(0);
  }

  private static Acquisition placed(Acquisition.Place place) {
    return new Acquisition(List.of(), place, null);
  }

  private static Acquisition dated(int month) {
    return new Acquisition(List.of(LocalDateTime.of(2019, month, 3, 12, 0)), null, null);
  }
}
