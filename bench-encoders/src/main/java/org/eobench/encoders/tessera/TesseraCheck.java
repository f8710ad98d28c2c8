package org.eobench.encoders.tessera;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.EncoderCheck;

/** Recorded cases of TESSERA, whose samples are series of single pixels. */
public final class TesseraCheck extends EncoderCheck<TesseraEncoder> {
  public TesseraCheck() {
    super(
        "encoder/tessera_v2",
        """
        requires: {norm_eps: 1.0e-05, bin_edges: "8, 16, ..., 256"}
        ignores: [matryoshka_dims, statistics.s1_descending_mean, statistics.s1_descending_std]
        """);
  }

  @Override
  protected NDArray pass(
      GoldenCase golden, TesseraEncoder encoder, NDManager manager, ComputedArrays computed) {
    Map<String, NDArray> vectors = new LinkedHashMap<>();
    for (String sensor : List.of("s2", "s1")) {
      Fed fed = fed(golden, sensor, manager);
      computed.put(sensor + "_fed", fed.rows());
      int width = golden.config().path("width").asInt();
      NDArray days = SeriesDays.codes(fed.days(), width, manager);
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
    NDArray weighted = embedding.mul(manager.create(weights));
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

  private static Fed fed(GoldenCase golden, String sensor, NDManager manager) {
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
      if (padded.length != length) {
        throw new Mismatch("the samples of the case have series of different lengths");
      }
      for (int i = 0; i < length; i++) {
        float[] row = samples.get(sample).get((int) padded[i]);
        int at = sample * length + i;
        System.arraycopy(row, 0, rows, at * (bands + 1), bands + 1);
        System.arraycopy(row, 0, pixels, at * bands, bands);
        days[sample][i] = row[bands];
      }
    }
    return new Fed(rows, manager.create(pixels, new Shape(batch, length, bands)), days);
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

  @Override
  protected TesseraEncoder encoder(GoldenCase golden, CheckContext context) {
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
    return new TesseraEncoder(
        Binder.bindText(yaml, GoldenCase.FILE, TesseraConfig.class), context(context, 1));
  }
}
