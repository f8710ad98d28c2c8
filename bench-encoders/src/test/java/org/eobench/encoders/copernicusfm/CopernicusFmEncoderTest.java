package org.eobench.encoders.copernicusfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopernicusFmEncoderTest {
  private static final Acquisition KNOWN =
      new Acquisition(
          List.of(LocalDateTime.of(2020, 6, 1, 10, 30)), new Acquisition.Place(46.5, 11.3), 10.0);

  private final Trial trial = new Trial();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void codesHaveSinesThenCosinesOfWavelengthsOnALogarithmicScale() {
    assertThat(new FourierCodes(4, 400).of(1, 6))
        .containsExactly(
            new float[] {
              1,
              (float) Math.sin(Math.PI / 20),
              (float) Math.sin(Math.PI / 200),
              0,
              (float) Math.cos(Math.PI / 20),
              (float) Math.cos(Math.PI / 200)
            },
            within(1e-6f));
  }

  @Test
  void theDayCountsAndNotTheTimeOfDay() {
    List<Fact> all = List.of(Fact.values());
    Facts facts = Facts.of(KNOWN, all, 16);
    assertThat(facts.day()).isEqualTo(18414);
    assertThat(facts.area()).isCloseTo(0.0256, within(1e-12));
    assertThat(Facts.of(KNOWN, List.of(), 16)).isEqualTo(new Facts(null, null, null));
  }

  @Test
  void aSampleOfUnknownFactsLeavesTheOthersAsTheyAre() {
    Encoder encoder = trial.start(encoder("sample", "{B4: 0.03, B2: 0.065}"));
    float[] known = map(encoder, KNOWN);
    float[] unknown = map(encoder, Acquisition.UNKNOWN);
    assertThat(known).isNotEqualTo(unknown);
    float[] both = map(encoder, KNOWN, Acquisition.UNKNOWN);
    assertThat(first(both)).containsExactly(known, within(1e-5f));
    assertThat(second(both)).containsExactly(unknown, within(1e-5f));
  }

  @Test
  void theAuthorsCodeForgetsTheFactsOfAWholeBatch() {
    Encoder encoder = trial.start(encoder("batch", "{B4: 0.03, B2: 0.065}"));
    float[] both = map(encoder, KNOWN, Acquisition.UNKNOWN);
    assertThat(first(both)).containsExactly(map(encoder, Acquisition.UNKNOWN), within(1e-5f));
  }

  @Test
  void refusesABandWithoutBandwidth() {
    assertThatThrownBy(() -> encoder("sample", "{B4: 0.03}"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("band B2 of modality optical has no bandwidth")
        .hasMessageContaining("+encoder.bandwidth_list.optical.B2=0.03");
  }

  @Test
  void readsTheFileOfPretrainingAndNothingOfItsDecoder() {
    Encoder first = trial.start(encoder("sample", "{B4: 0.03, B2: 0.065}"));
    Path file =
        trial.save(
            first,
            folder.resolve("model.safetensors"),
            name -> "model." + name,
            "model.decoder_embed.weight",
            "model.coord_fc_decoder.weight",
            "model.time_token_dec",
            "model.mask_token",
            "model.student_proj.weight",
            "model.patch_embed_variable.language_proj.weight");
    LoadReport report = trial.load(encoder("sample", "{B4: 0.03, B2: 0.065}"), file);
    assertThat(report.missing()).isEmpty();
    assertThat(report.loaded()).containsExactlyInAnyOrderElementsOf(first.tensors().keySet());
  }

  @Test
  void findsTheCodeOfAVariableByItsName() {
    Encoder any = trial.start(encoder("sample", "{B4: 0.03, B2: 0.065}"));
    Path file = trial.save(any, folder.resolve("codes.safetensors"), name -> name);
    float[] code = Trial.tensor(any, "cls_token").array().toFloatArray();
    assertThat(BandCodes.ofVariable("cls_token", file, code.length)).containsExactly(code);
    assertThatThrownBy(() -> BandCodes.ofVariable("cls_tokens", file, code.length))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("did you mean cls_token");
    assertThatThrownBy(() -> BandCodes.ofVariable("DEM", folder.resolve("none.pt"), code.length))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("none.pt")
        .hasMessageContaining("encoder.language_codes=FILE");
  }

  @Test
  void aVariableNeedsItsCodeUnlessTheWeightsAreRandom() {
    Encoder random = trial.start(variable("null"));
    assertThat(random.warnings()).singleElement().asString().contains("none.pt does not exist");
    assertThat(trial.encode(random, "dem", 1, 8)).hasSize(1);
    assertThatThrownBy(() -> variable("weights.pth"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("encoder.language_codes=none.pt");
  }

  private static float[] first(float[] two) {
    return Arrays.copyOf(two, two.length / 2);
  }

  private static float[] second(float[] two) {
    return Arrays.copyOfRange(two, two.length / 2, two.length);
  }

  private float[] map(Encoder encoder, Acquisition... acquisitions) {
    return trial.encode(encoder, "optical", 2, 8, acquisitions).get(0);
  }

  private Encoder encoder(String unknown, String bandwidths) {
    return create("{optical: [B4, B2]}", "null", "null", unknown, bandwidths);
  }

  private Encoder variable(String weights) {
    return create("{dem: [DEM]}", weights, "elevation", "sample", "{}");
  }

  private Encoder create(
      String bands, String weights, String variable, String unknown, String bandwidths) {
    return trial.create(
        CopernicusFmConfig.class,
        CopernicusFmEncoder::new,
        """
        {encoder_weights: %s, download_url: null, input_size: 8, input_bands: %s, embed_dim: 16,
         output_dim: 16, depth: 1, num_heads: 2, patch_size: 4, mlp_ratio: 2, output_layers: [0],
         table_size: 8, kernel_size: 4, wv_planes: 16, variable: %s, language_codes: none.pt,
         language_width: 8, wave_list: {optical: {B4: 0.665, B2: 0.49}},
         bandwidth_list: {optical: %s}, metadata: [location, area, time], unknown_metadata: %s,
         frozen_mode: eval}
        """
            .formatted(weights, bands, variable, bandwidths, unknown));
  }
}
