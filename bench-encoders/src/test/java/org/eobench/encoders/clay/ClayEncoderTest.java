package org.eobench.encoders.clay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.error.BenchException;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClayEncoderTest {
  private static final String YAML =
      """
      {encoder_weights: null, download_url: null, input_size: 16, input_bands: {optical: [B2, B4]},
       embed_dim: 24, depth: 2, num_heads: 2, dim_head: 8, patch_size: 8, mlp_ratio: 2,
       wave_dim: 16, output_layers: [0, 1], output_dim: 24, final_norm: last, gsd: 10,
       frozen_mode: eval, wave_list: {optical: {B2: 0.493, B4: 0.665}}}
      """;
  private static final LocalDateTime DATE = LocalDateTime.of(2020, 7, 1, 10, 30);

  private final Trial trial = new Trial();
  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"state_dict.model.encoder.", "model.encoder.", ""})
  void readsTheEncoderOfALightningCheckpoint(String prefix) {
    Encoder saved = trial.start(encoder());
    String[] more =
        prefix.isEmpty()
            ? new String[0]
            : new String[] {
              prefix.replace("encoder.", "decoder.mask_patch"),
              prefix.replace("encoder.", "teacher.cls_token"),
              prefix.replace("encoder.", "proj.weight"),
              "optimizer_states.0.state.0.exp_avg"
            };
    Path file = trial.save(saved, folder.resolve("clay.safetensors"), name -> prefix + name, more);
    Encoder loaded = encoder();
    LoadReport report = trial.load(loaded, file);
    assertThat(report.loaded()).containsExactlyInAnyOrderElementsOf(saved.tensors().keySet());
    assertThat(deepest(loaded, Acquisition.UNKNOWN))
        .containsExactly(deepest(saved, Acquisition.UNKNOWN));
  }

  @Test
  void refusesAnEncoderWithOneLayerMore() {
    Encoder saved = trial.start(encoder());
    Path file =
        trial.save(
            saved,
            folder.resolve("clay.safetensors"),
            name -> "state_dict.model.encoder." + name,
            "state_dict.model.encoder.transformer.layers.2.0.norm.weight");
    assertThatThrownBy(() -> trial.load(encoder(), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("unexpected tensors")
        .hasMessageContaining("transformer.layers.2.0.norm.weight");
  }

  @Test
  void timePlaceAndGroundResolutionChangeTheMaps() {
    Encoder encoder = trial.start(encoder());
    float[] unknown = deepest(encoder, Acquisition.UNKNOWN);
    Acquisition.Place place = new Acquisition.Place(47, 8);
    assertThat(deepest(encoder, new Acquisition(List.of(DATE), null, null))).isNotEqualTo(unknown);
    assertThat(deepest(encoder, new Acquisition(List.of(), place, null))).isNotEqualTo(unknown);
    assertThat(deepest(encoder, new Acquisition(List.of(), null, 30.0))).isNotEqualTo(unknown);
    assertThat(deepest(encoder, new Acquisition(List.of(), null, 10.0)))
        .as("gsd: 10 stands in for an unknown resolution")
        .containsExactly(unknown);
  }

  @Test
  void samplesOfABatchKeepTheirOwnTimePlaceAndResolution() {
    Encoder encoder = trial.start(encoder());
    Acquisition fine = new Acquisition(List.of(DATE), new Acquisition.Place(-20, 130), 1.0);
    float[] both = deepest(encoder, Acquisition.UNKNOWN, fine, Acquisition.UNKNOWN);
    int one = both.length / 3;
    float[] known = Arrays.copyOfRange(both, one, 2 * one);
    assertThat(Arrays.copyOf(both, one))
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(Arrays.copyOfRange(both, 2 * one, 3 * one));
    assertThat(distance(known, Arrays.copyOf(both, one))).isGreaterThan(1e-2);
    assertThat(known).usingComparatorWithPrecision(1e-4f).containsExactly(deepest(encoder, fine));
  }

  @Test
  void takesTheWavelengthOfTheDataSetWhereTheListHasNone() {
    Encoder named = trial.start(encoder());
    ClayConfig config =
        Binder.bindText(YAML.replace("[B2, B4]", "[B2, red]"), "clay.yaml", ClayConfig.class);
    Map<String, List<Band>> offered = Map.of("optical", List.of(new Band("red", 0.665)));
    Encoder given =
        trial.start(new ClayEncoder(config, new EncoderContext(trial.ops(), offered, 1)));
    assertThat(deepest(given, Acquisition.UNKNOWN))
        .containsExactly(deepest(named, Acquisition.UNKNOWN));
    assertThatThrownBy(
            () ->
                trial.create(
                    ClayConfig.class, ClayEncoder::new, YAML.replace("[B2, B4]", "[B2, red]")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("band red of modality optical has no wavelength, but Clay needs");
  }

  @Test
  void mapsLeaveTheClassTokenOutAndTakeAnySizeThatPatchesCover() {
    Encoder encoder = trial.start(encoder());
    assertThat(trial.encode(encoder, "optical", 2, 32).get(1)).hasSize(24 * 4 * 4);
    assertThatThrownBy(() -> trial.encode(encoder, "optical", 2, 20))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("multiples of 8");
  }

  @Test
  void refusesSizesThatItsCodesDoNotAllow() {
    refuses("gsd: 10", "gsd: 0", "gsd=0.0 must be a positive number of metres");
    refuses("wave_dim: 16", "wave_dim: 15", "wave_dim=15 must be a multiple of 4");
    refuses("dim_head: 8", "dim_head: 0", "dim_head=0 must be positive");
    assertThatThrownBy(
            () -> Binder.bindText(YAML.replace("24", "8"), "clay.yaml", ClayConfig.class))
        .hasMessageContaining("embed_dim=8 must be at least 16");
  }

  private static void refuses(String valid, String wrong, String message) {
    assertThatThrownBy(
            () -> Binder.bindText(YAML.replace(valid, wrong), "clay.yaml", ClayConfig.class))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(message);
  }

  private Encoder encoder() {
    return trial.create(ClayConfig.class, ClayEncoder::new, YAML);
  }

  private float[] deepest(Encoder encoder, Acquisition... acquisitions) {
    return trial.encode(encoder, "optical", 2, 16, acquisitions).get(1);
  }

  private static double distance(float[] one, float[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }
}
