package org.eobench.testing.golden.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.eobench.core.nn.vit.Alibi;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.nn.vit.ScaledSinCos;
import org.eobench.core.nn.vit.SpaceTimeTable;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.Mismatch;
import org.jspecify.annotations.Nullable;

/** Cases of position tables; the keys of the config determine the kind of table. */
final class PositionCheck implements GoldenCheck {
  /** Frames, rows and columns. */
  private static final int SERIES_AXES = 3;

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().equals("pos_embed") && kind(golden) != null;
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    int width = config.path("embed_dim").asInt();
    Kind kind = kind(golden);
    if (kind == null) {
      throw new Mismatch("unknown kind of position table: " + config);
    }
    switch (kind) {
      case WAVES -> computed.put("waves", waves(golden, width));
      case SQUARE_GRID -> {
        int grid = config.path("grid_size").asInt();
        boolean classToken = config.path("cls_token").asBoolean();
        computed.put("pos_embed", PositionEmbedding.sinCos2d(width, grid, grid, classToken));
      }
      case SERIES -> {
        JsonNode grid = config.path("grid_size");
        computed.put(
            "pos_embed",
            SpaceTimeTable.sinCos(
                width, grid.get(0).asInt(), grid.get(1).asInt(), grid.get(2).asInt()));
      }
      case RESAMPLED -> {
        int from = config.path("old").asInt();
        int to = config.path("new").asInt();
        float[] table = golden.input("checkpoint").floats();
        int leading = table.length / width - from * from;
        computed.put("pos_embed", PositionEmbedding.resample(table, width, leading, from, to));
      }
      case SCALED_GRID -> computed.put("pos_embed", scaled(config, width));
      case ALIBI -> {
        int grid = (int) Math.round(Math.sqrt(config.path("num_patches").asDouble()));
        computed.put("bias", Alibi.table(config.path("num_heads").asInt(), grid, grid));
      }
    }
  }

  private static float[] waves(GoldenCase golden, int width) {
    float[] nanometres = golden.input("wavelengths").floats();
    for (int i = 0; i < nanometres.length; i++) {
      nanometres[i] *= 1000f;
    }
    return PositionEmbedding.sinCos1d(width, nanometres);
  }

  /** One table per ground resolution. */
  private static float[] scaled(JsonNode config, int width) {
    int grid = config.path("grid_size").asInt();
    boolean classToken = config.path("cls_token").asBoolean();
    float[] all = new float[0];
    for (JsonNode resolution : config.path("res")) {
      float[] table =
          ScaledSinCos.table(width, grid, grid, (float) resolution.asDouble(), classToken);
      int before = all.length;
      all = Arrays.copyOf(all, before + table.length);
      System.arraycopy(table, 0, all, before, table.length);
    }
    return all;
  }

  private enum Kind {
    WAVES,
    SQUARE_GRID,
    SCALED_GRID,
    RESAMPLED,
    ALIBI,
    SERIES
  }

  private static @Nullable Kind kind(GoldenCase golden) {
    JsonNode config = golden.config();
    if (golden.hasInput("wavelengths")) {
      return Kind.WAVES;
    }
    if (config.has("old") && config.has("new") && golden.hasInput("checkpoint")) {
      return Kind.RESAMPLED;
    }
    if (config.has("num_heads") && config.has("num_patches")) {
      return Kind.ALIBI;
    }
    if (config.path("grid_size").size() == SERIES_AXES && config.path("cls_token").asBoolean()) {
      return Kind.SERIES;
    }
    if (config.path("res").isArray() && config.path("grid_size").isInt()) {
      return Kind.SCALED_GRID;
    }
    boolean plainGrid =
        config.has("grid_size") && config.path("grid_size").isInt() && config.size() == 3;
    return plainGrid && config.has("cls_token") ? Kind.SQUARE_GRID : null;
  }
}
