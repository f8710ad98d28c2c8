package org.eobench.encoders.scalemae;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.PlainVit;
import org.eobench.core.encoder.VitPositions;
import org.eobench.core.nn.vit.ScaledSinCos;
import org.eobench.core.weights.CheckpointLayout;

/**
 * Scale-MAE (Reed et al., ICCV 2023, arXiv:2212.14532): a plain vision transformer whose position
 * codes are computed from each image's ground resolution, for images of any size.
 */
public final class ScaleMae {
  /** The resolution assumed if it is unknown, as in the authors' evaluation. */
  private static final double UNKNOWN_RESOLUTION = 1.0;

  private ScaleMae() {}

  /** Creates the encoder, which accepts images of any number of square patches. */
  public static Encoder encoder(ScaleMaeConfig config, EncoderContext context) {
    var definition =
        new PlainVit.Definition(
            "Scale-MAE",
            true,
            new VitPositions.Computed(
                (input, rows, columns) -> codes(config, input, rows, columns)),
            config.finalNorm(),
            layout());
    return new PlainVit(definition, config.keys(), config.shape(), context);
  }

  private static float[] codes(ScaleMaeConfig config, EncoderInput input, int rows, int columns) {
    int width = config.shape().embedDim();
    List<float[]> tables = new ArrayList<>();
    for (Acquisition acquisition : input.acquisitions()) {
      float resolution = (float) resolution(config, acquisition);
      tables.add(ScaledSinCos.table(width, rows, columns, resolution, true));
    }
    int length = (1 + rows * columns) * width;
    float[] codes = new float[tables.size() * length];
    for (int i = 0; i < tables.size(); i++) {
      System.arraycopy(tables.get(i), 0, codes, i * length, length);
    }
    return codes;
  }

  private static double resolution(ScaleMaeConfig config, Acquisition acquisition) {
    if (config.inputRes() != null) {
      return config.inputRes();
    }
    Double known = acquisition.groundResolution();
    return known == null ? UNKNOWN_RESOLUTION : known;
  }

  /**
   * The layout of the published training state. Its position tables are never read, neither here
   * nor in the authors' code. The other tensors belong to the decoder with its pyramid and heads.
   */
  private static CheckpointLayout layout() {
    return CheckpointLayout.exact()
        .ignoring(
            key ->
                key.equals(PlainVit.POSITION_TABLE)
                    || key.startsWith("mask_token")
                    || key.startsWith("decoder_")
                    || key.startsWith("pos_emb_projection.")
                    || key.startsWith("fpn.")
                    || key.startsWith("fcn"));
  }
}
