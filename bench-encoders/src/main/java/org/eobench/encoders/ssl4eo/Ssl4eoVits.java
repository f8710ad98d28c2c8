package org.eobench.encoders.ssl4eo;

import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.FinalNorm;
import org.eobench.core.encoder.PlainVit;
import org.eobench.core.encoder.VitPositions;
import org.eobench.core.encoder.VitShape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.vit.GridInterpolation;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The three SSL4EO-S12 models that are plain vision transformers (Wang et al. 2023,
 * arXiv:2211.07044). They differ in their position tables, normalisations and checkpoints.
 */
public final class Ssl4eoVits {
  private static final GridInterpolation RESAMPLING = new GridInterpolation(0.1, false);

  private Ssl4eoVits() {}

  /**
   * DINO (Caron et al. 2021, arXiv:2104.14294): a learned position table, resampled for images of
   * other sizes as in the authors' code.
   */
  public static PlainVit dino(Ssl4eoDinoConfig config, EncoderContext context) {
    var definition =
        new PlainVit.Definition(
            "SSL4EO DINO",
            config.qkvBias(),
            new VitPositions.Resampled(
                Inits.truncNormal(0.02),
                config.pretrainedSize() / config.shape().patchSize(),
                RESAMPLING),
            config.finalNorm(),
            Ssl4eoCheckpoints.dino(config.qkvBias()));
    return new PlainVit(definition, config.keys(), config.shape(), context);
  }

  /** MoCo v3 (Chen et al. 2021, arXiv:2104.02057): a fixed table, rows before columns. */
  public static PlainVit moco(Ssl4eoVitConfig config, EncoderContext context) {
    return fixed(
        "SSL4EO MoCo", config, rowsFirst(config.shape()), Ssl4eoCheckpoints.moco(), context);
  }

  /** MAE (He et al. 2022, arXiv:2111.06377): a fixed table, columns before rows. */
  public static PlainVit mae(Ssl4eoVitConfig config, EncoderContext context) {
    int grid = config.shape().grid();
    float[] table = PositionEmbedding.sinCos2d(config.shape().embedDim(), grid, grid, true);
    return fixed("SSL4EO MAE", config, table, Ssl4eoCheckpoints.mae(), context);
  }

  private static PlainVit fixed(
      String name,
      Ssl4eoVitConfig config,
      float[] table,
      CheckpointLayout layout,
      EncoderContext context) {
    VitPositions positions = new VitPositions.Stored(Inits.table(table), false);
    FinalNorm norm = config.finalNorm();
    var definition = new PlainVit.Definition(name, true, positions, norm, layout);
    return new PlainVit(definition, config.keys(), config.shape(), context);
  }

  /** The usual table with its halves swapped, so that the row comes first. */
  static float[] rowsFirst(VitShape shape) {
    int width = shape.embedDim();
    int half = width / 2;
    float[] columnsFirst = PositionEmbedding.sinCos2d(width, shape.grid(), shape.grid(), true);
    float[] table = new float[columnsFirst.length];
    for (int at = 0; at < table.length; at += width) {
      System.arraycopy(columnsFirst, at + half, table, at, half);
      System.arraycopy(columnsFirst, at, table, at + half, half);
    }
    return table;
  }
}
