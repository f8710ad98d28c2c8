package org.eobench.encoders.anysat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.EncoderCheck;

/** Recorded cases of AnySat, in which a series and a single image belong to one sample. */
public final class AnySatCheck extends EncoderCheck<AnySatEncoder> {
  public AnySatCheck() {
    super(
        "encoder/anysat",
        """
        requires: {n_head_ltae: 16, d_k: 8, T_period: 367}
        ignores: [scale, dense_modality]
        """);
  }

  @Override
  protected NDArray pass(
      GoldenCase golden, AnySatEncoder encoder, NDManager manager, ComputedArrays computed) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    golden
        .config()
        .path("modalities")
        .forEach(name -> images.put(name.asText(), image(golden.input(name.asText()), manager)));
    float[][] days = days(golden.input("s2_dates"));
    GlobalFeatures patches = encoder.features(images, days, AnySatOutput.PATCH);
    List<NDArray> arrays = new ArrayList<>();
    arrays.add(patches.maps().last());
    arrays.add(Objects.requireNonNull(patches.embedding()));
    computed.put("patch", arrays.get(0));
    computed.put("tile", arrays.get(1));
    if (golden.expects("dense")) {
      NDArray cells = encoder.features(images, days, AnySatOutput.DENSE).maps().last();
      arrays.add(cells);
      computed.put("dense", cells.transpose(0, 2, 3, 1));
    }
    return meanSquare(arrays);
  }

  /** {@code [B,T,C,H,W]} or {@code [B,C,H,W]} as {@code [B,C,T,H,W]}. */
  private static NDArray image(RecordedArray recorded, NDManager manager) {
    NDArray image = manager.create(recorded.floats(), new Shape(recorded.shape()));
    return image.getShape().dimension() == 5 ? image.swapAxes(1, 2) : image.expandDims(2);
  }

  /** Recorded days count from 0. */
  private static float[][] days(RecordedArray recorded) {
    float[][] days = new float[recorded.size(0)][recorded.size(1)];
    for (int i = 0; i < recorded.values().length; i++) {
      days[i / days[0].length][i % days[0].length] = (float) recorded.values()[i] + 1;
    }
    return days;
  }

  @Override
  protected AnySatEncoder encoder(GoldenCase golden, CheckContext context) {
    JsonNode config = golden.config();
    List<String> bands = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (JsonNode modality : config.path("modalities")) {
      int axis = modality.asText().equals("naip") ? 1 : 2;
      List<String> names = new ArrayList<>();
      for (int i = 0; i < golden.input(modality.asText()).size(axis); i++) {
        names.add("band" + i);
      }
      bands.add(modality.asText() + ": " + names);
      keys.add(modality.asText() + ": " + modality.asText());
    }
    String yaml =
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: %1$s, input_bands: {%2$s},
             modality_keys: {%3$s}, pretrained_bands: {%2$s}, embed_dim: %4$s, depth: %5$s,
             num_heads: %6$s, mlp_ratio: %7$s, patch_metres: %8$s, output: patch,
             frozen_mode: eval}
            """,
            golden.input("s2").size(3),
            String.join(", ", bands),
            String.join(", ", keys),
            config.path("dim"),
            config.path("depth"),
            config.path("heads"),
            config.path("mlp_ratio"),
            config.path("patch_size_m"));
    return new AnySatEncoder(
        Binder.bindText(yaml, GoldenCase.FILE, AnySatConfig.class), context(context, 1));
  }
}
