package org.eobench.encoders.galileo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.encoder.SentinelGroups.PresentGroup;
import org.eobench.encoders.galileo.GalileoGroups.Kind;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.EncoderCheck;
import org.jspecify.annotations.Nullable;

/** Recorded cases of Galileo, which record every kind of input as an array of its own. */
public final class GalileoCheck extends EncoderCheck<GalileoEncoder> {
  private static final List<String> PLANES =
      List.of("VV", "VH", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12", "NDVI");

  private static final String OPTICAL = "[B2, B3, B4, B5, B6, B7, B8, B8A, B11, B12";

  public GalileoCheck() {
    super(
        "encoder/galileo",
        """
        requires: {norm_eps: 1.0e-05}
        ignores: [statistics]
        """);
  }

  @Override
  protected NDArray pass(
      GoldenCase golden, GalileoEncoder encoder, NDManager manager, ComputedArrays computed) {
    Recording recording = new Recording(golden, config(golden), manager);
    recording.requireWhole();
    GalileoBatch batch = recording.batch();
    recording.put(encoder, batch, computed);
    GlobalFeatures features = encoder.features(batch);
    NDArray map = features.maps().last();
    NDArray pooled = Objects.requireNonNull(features.embedding());
    computed.put("map", map);
    computed.put("pooled", pooled);
    return meanSquare(List.of(map, pooled));
  }

  /** A case as our arrays. */
  private static final class Recording {
    private final GoldenCase golden;
    private final NDManager manager;
    private final Map<Kind, List<PresentGroup>> groups;
    private final int samples;
    private final int side;
    private final int frames;
    private final int grid;
    private final GalileoConfig config;
    private final Map<String, RecordedArray> arrays = new LinkedHashMap<>();

    Recording(GoldenCase golden, GalileoConfig config, NDManager manager) {
      this.golden = golden;
      this.manager = manager;
      this.groups = config.groups();
      RecordedArray pixels = golden.input("space_time_x");
      samples = pixels.size(0);
      side = pixels.size(1);
      frames = pixels.size(3);
      grid = side / config.shape().patchSize();
      this.config = config;
    }

    /** Of the other kinds, no sample may lack a group. */
    void requireWhole() {
      Map<Kind, String> masks =
          Map.of(Kind.SPACE, "space_mask", Kind.TIME, "time_mask", Kind.STATIC, "static_mask");
      masks.forEach(
          (kind, input) -> {
            if (golden.hasInput(input)) {
              RecordedArray mask = golden.input(input);
              int columns = mask.size(mask.shape().length - 1);
              for (int i = 0; i < mask.values().length; i++) {
                int column = i % columns;
                boolean ours = groups(kind).stream().anyMatch(group -> group.index() == column);
                if (ours == (mask.values()[i] != 0)) {
                  throw new Mismatch(input + " leaves out a group in a part of the images");
                }
              }
            }
          });
    }

    private List<PresentGroup> groups(Kind kind) {
      return groups.getOrDefault(kind, List.of());
    }

    GalileoBatch batch() {
      List<Acquisition> unknown = Collections.nCopies(samples, Acquisition.UNKNOWN);
      return new GalileoBatch(
          image(),
          manager.create(golden.input("months").longs(), new Shape(samples, frames)),
          new PlaceCodes(config).of(unknown, grid, grid, manager),
          config.location() ? location() : null,
          present());
    }

    /** All modalities in the order of the config, {@code [B,C,T,H,W]}. */
    private NDArray image() {
      List<String> bands = config.keys().bandNames();
      float[] values = new float[samples * bands.size() * frames * side * side];
      int at = 0;
      for (int b = 0; b < samples; b++) {
        for (String band : bands) {
          for (int t = 0; t < frames; t++) {
            for (int pixel = 0; pixel < side * side; pixel++) {
              values[at++] = value(band, b, pixel, t);
            }
          }
        }
      }
      return manager.create(values, new Shape(samples, bands.size(), frames, side, side));
    }

    private float value(String band, int sample, int pixel, int date) {
      int cell = sample * side * side + pixel;
      return switch (band) {
        case "elevation" -> at("space_x", cell, 0);
        case "slope" -> at("space_x", cell, 1);
        case "temperature" -> at("time_x", sample * frames + date, 0);
        case "precipitation" -> at("time_x", sample * frames + date, 1);
        default -> at("space_time_x", cell * frames + date, PLANES.indexOf(band));
      };
    }

    private float at(String input, int row, int column) {
      RecordedArray array = arrays.computeIfAbsent(input, golden::input);
      return (float) array.values()[row * array.size(array.shape().length - 1) + column];
    }

    private NDArray location() {
      float[] points = new float[samples * 3];
      for (int i = 0; i < points.length; i++) {
        points[i] = at("static_x", i / 3, 1 + i % 3);
      }
      return manager.create(points, new Shape(samples, 3));
    }

    /** Our tokens: place, dates, then those of each patch. */
    private @Nullable NDArray present() {
      int tokens = leading() + grid * grid * perPatch();
      float[] present = new float[samples * tokens];
      boolean all = true;
      for (int b = 0; b < samples; b++) {
        for (int token = 0; token < tokens; token++) {
          present[b * tokens + token] = isPresent(b, token) ? 1 : 0;
          all &= isPresent(b, token);
        }
      }
      return all ? null : manager.create(present, new Shape(samples, tokens));
    }

    private boolean isPresent(int sample, int token) {
      if (token < leading()) {
        return true;
      }
      int own = (token - leading()) % perPatch();
      int spaceTime = groups(Kind.SPACE_TIME).size();
      if (own >= frames * spaceTime) {
        return true;
      }
      PresentGroup group = groups(Kind.SPACE_TIME).get(own % spaceTime);
      int row = (sample * side * side) * frames + own / spaceTime;
      return at("space_time_mask", row, group.index()) == 0;
    }

    private int leading() {
      return groups(Kind.STATIC).size() + frames * groups(Kind.TIME).size();
    }

    private int perPatch() {
      return frames * groups(Kind.SPACE_TIME).size() + groups(Kind.SPACE).size();
    }

    /** The tokens as the original gives them; those that are absent are the bias of the norm. */
    void put(GalileoEncoder encoder, GalileoBatch batch, ComputedArrays computed) {
      NDArray last = encoder.lastTokens(batch);
      int width = Math.toIntExact(last.getShape().get(2));
      int count = Math.toIntExact(last.getShape().get(1));
      float[] tokens = last.toFloatArray();
      float[] absent =
          Objects.requireNonNull(encoder.tensors().get("norm.bias")).array().toFloatArray();
      for (Map.Entry<Kind, String> kind :
          Map.of(
                  Kind.SPACE_TIME, "space_time",
                  Kind.SPACE, "space",
                  Kind.TIME, "time",
                  Kind.STATIC, "static")
              .entrySet()) {
        if (!golden.expects(kind.getValue())) {
          continue;
        }
        Shape shape = new Shape(golden.expectedShape(kind.getValue()));
        float[] arranged = new float[Math.toIntExact(shape.size())];
        int rows = arranged.length / width;
        for (int row = 0; row < rows; row++) {
          int sample = row / (rows / samples);
          int token = token(kind.getKey(), row % (rows / samples));
          boolean there = token >= 0 && isPresent(sample, token);
          System.arraycopy(
              there ? tokens : absent,
              there ? (sample * count + token) * width : 0,
              arranged,
              row * width,
              width);
        }
        computed.put(kind.getValue(), manager.create(arranged, shape));
      }
    }

    /** Our number of a token of the original, whose groups come last; -1 if we have none. */
    private int token(Kind kind, int number) {
      int row = number % kind.rows();
      int rest = number / kind.rows();
      List<PresentGroup> present = groups(kind);
      for (int i = 0; i < present.size(); i++) {
        if (present.get(i).index() == row) {
          int statics = groups(Kind.STATIC).size();
          return switch (kind) {
            case STATIC -> i;
            case TIME -> statics + rest * present.size() + i;
            case SPACE_TIME ->
                leading() + rest / frames * perPatch() + rest % frames * present.size() + i;
            case SPACE ->
                leading() + rest * perPatch() + frames * groups(Kind.SPACE_TIME).size() + i;
          };
        }
      }
      return -1;
    }
  }

  private static GalileoConfig config(GoldenCase golden) {
    JsonNode config = golden.config();
    String groups = config.path("present_groups").toString();
    boolean everything = groups.contains("SRTM");
    String yaml =
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: %1$s, input_bands: %2$s,
             embed_dim: %3$s, output_dim: %3$s, depth: %4$s, num_heads: %5$s, patch_size: %6$s,
             mlp_ratio: %7$s, output_layers: [%8$d], max_patch_size: %9$s,
             max_sequence_length: %10$s, std_multiplier: null, input_res: %11$s.0,
             default_month: 7, location: %12$s, frozen_mode: eval}
            """,
            config.path("input_hw").get(0),
            everything
                ? "{sar: [VV, VH], optical: "
                    + OPTICAL
                    + "], dem: [elevation, slope], weather: [temperature, precipitation]}"
                : "{optical: " + OPTICAL + ", NDVI]}",
            config.path("embedding_size"),
            config.path("depth"),
            config.path("num_heads"),
            config.path("patch_size"),
            config.path("mlp_ratio"),
            config.path("depth").asInt() - 1,
            config.path("max_patch_size"),
            config.path("max_sequence_length"),
            config.path("input_res"),
            everything);
    return Binder.bindText(yaml, GoldenCase.FILE, GalileoConfig.class);
  }

  @Override
  protected GalileoEncoder encoder(GoldenCase golden, CheckContext context) {
    int frames = golden.config().path("timesteps").asInt();
    return new GalileoEncoder(config(golden), context(context, frames));
  }
}
