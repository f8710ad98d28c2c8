package org.eobench.encoders.tessera;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.encoders.Trial;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.cases.Comparison;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.Deviation;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.Gradients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the original, whose samples are pixels with valid dates of their own. */
class TesseraGoldenTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enc_tessera_v2_tiny", "enc_tessera_v2_tiny_qk"})
  void meetsTheOriginal(String id) {
    GoldenCase golden = GoldenCase.read(SharedFiles.require("golden_2026/" + id));
    TesseraEncoder encoder = encoder(golden);
    ComputedArrays computed = new ComputedArrays();
    Gradients.back(() -> loss(golden, encoder, computed));
    Map<String, float[]> gradients = new LinkedHashMap<>();
    // A buffer has the gradient 0, but for the original's rounding.
    encoder
        .tensors()
        .forEach(
            (name, tensor) ->
                gradients.put(
                    name,
                    tensor.isBuffer()
                        ? new float[ExpectedArray.SAMPLES]
                        : Gradients.of(tensor.array())));
    computed.putTensors("grad_params", gradients);
    for (ExpectedArray expected : golden.expected()) {
      Deviation worst = Comparison.worst(expected, computed);
      assertThat(worst.within()).as(worst.describe()).isTrue();
    }
  }

  private NDArray loss(GoldenCase golden, TesseraEncoder encoder, ComputedArrays computed) {
    Map<String, NDArray> vectors = new LinkedHashMap<>();
    for (String sensor : List.of("s2", "s1")) {
      Fed fed = fed(golden, sensor);
      computed.put(sensor + "_fed", fed.rows());
      int width = golden.config().path("width").asInt();
      NDArray days = SeriesDays.codes(fed.days(), width, trial.manager());
      NDArray vector = encoder.network(sensor).forward(fed.pixels(), days);
      computed.put(sensor + "_feature", vector);
      vectors.put(sensor, vector);
    }
    NDArray embedding = encoder.reduced(vectors);
    computed.put("embedding", embedding);
    int count = Math.toIntExact(embedding.getShape().get(1));
    float[] weights = new float[count];
    for (int k = 0; k < count; k++) {
      weights[k] = 1 + (float) k / count;
    }
    NDArray weighted = embedding.mul(trial.manager().create(weights));
    return weighted.mul(weighted).mean();
  }

  /**
   * Padded series.
   *
   * @param rows bands and day of each date, as recorded
   * @param pixels {@code [B,T,C]}
   * @param days {@code [B][T]}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Fed(float[] rows, NDArray pixels, float[][] days) {}

  private Fed fed(GoldenCase golden, String sensor) {
    List<List<float[]>> samples = new ArrayList<>();
    int batch = golden.input("s2_bands").size(0);
    for (int sample = 0; sample < batch; sample++) {
      List<float[]> dates = new ArrayList<>();
      if (sensor.equals("s2")) {
        add(golden, "s2", "s2", sample, dates);
      } else {
        add(golden, "s1_asc", "s1_ascending", sample, dates);
        add(golden, "s1_desc", "s1_descending", sample, dates);
      }
      samples.add(dates);
    }
    int bands = samples.get(0).get(0).length - 1;
    int length = SeriesPadding.indices(samples.get(0).size()).length;
    float[] rows = new float[batch * length * (bands + 1)];
    float[] pixels = new float[batch * length * bands];
    float[][] days = new float[batch][length];
    for (int sample = 0; sample < batch; sample++) {
      long[] padded = SeriesPadding.indices(samples.get(sample).size());
      assertThat(padded).hasSize(length);
      for (int i = 0; i < length; i++) {
        float[] row = samples.get(sample).get((int) padded[i]);
        int at = sample * length + i;
        System.arraycopy(row, 0, rows, at * (bands + 1), bands + 1);
        System.arraycopy(row, 0, pixels, at * bands, bands);
        days[sample][i] = row[bands];
      }
    }
    return new Fed(rows, trial.manager().create(pixels, new Shape(batch, length, bands)), days);
  }

  /** Adds the standardised bands and the day of each valid date. */
  private static void add(
      GoldenCase golden, String input, String statistics, int sample, List<float[]> dates) {
    RecordedArray values = golden.input(input + "_bands");
    RecordedArray days = golden.input(input + "_doys");
    int frames = values.size(1);
    int bands = values.size(2);
    JsonNode numbers = golden.config().path("statistics");
    for (int t = 0; t < frames; t++) {
      int date = sample * frames + t;
      boolean masked =
          golden.hasInput(input + "_masks") && golden.input(input + "_masks").values()[date] == 0;
      if (!masked) {
        float[] row = new float[bands + 1];
        for (int band = 0; band < bands; band++) {
          double mean = numbers.path(statistics + "_mean").get(band).asDouble();
          double deviation = numbers.path(statistics + "_std").get(band).asDouble();
          row[band] = (float) ((values.values()[date * bands + band] - mean) / deviation);
        }
        row[bands] = (float) days.values()[date];
        dates.add(row);
      }
    }
  }

  private TesseraEncoder encoder(GoldenCase golden) {
    JsonNode config = golden.config();
    String optical = config.path("statistics").path("s2_bands").toString();
    String radar = config.path("statistics").path("s1_bands").toString();
    String yaml =
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 1,
             input_bands: {s2: %1$s, s1: %2$s}, series: {s2: [%1$s], s1: [%2$s]},
             backbones: {s2: s2_backbone, s1: s1_backbone}, repr_dim: %3$s, output_dim: %3$s,
             latent_dim: %4$s, num_layers: %5$s, nhead: %6$s, dim_feedforward: %7$s,
             enable_qk_norm: %8$s, frozen_mode: eval}
            """,
            optical,
            radar,
            config.path("repr_dim"),
            config.path("latent_dim"),
            config.path("num_layers"),
            config.path("nhead"),
            config.path("dim_feedforward"),
            config.path("enable_qk_norm"));
    var encoder =
        new TesseraEncoder(
            Binder.bindText(yaml, "case.yaml", TesseraConfig.class), trial.context(1));
    trial.load(encoder, golden.folder().resolve(golden.weights().path("file").asText()));
    encoder.setTrainable(true);
    return encoder;
  }
}
