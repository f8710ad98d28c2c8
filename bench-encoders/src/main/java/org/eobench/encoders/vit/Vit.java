package org.eobench.encoders.vit;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.InputKernel;
import org.eobench.core.encoder.PlainVit;
import org.eobench.core.encoder.PositionTable;
import org.eobench.core.encoder.VitPositions;
import org.eobench.core.nn.Inits;
import org.eobench.core.weights.CheckpointLayout;

/**
 * The vision transformer (Dosovitskiy et al. 2021, arXiv:2010.11929). It loads timm's flat files,
 * such as {@code jx_vit_base_p16_224}, and ignores the classifier in them.
 */
public final class Vit {
  private static final String KERNEL = "patch_embed.proj.weight";

  private Vit() {}

  /** Creates the encoder for one date, or for several if the config merges them. */
  public static Encoder encoder(VitConfig config, EncoderContext context) {
    InputKernel kernel = InputKernel.of(KERNEL, config.keys(), context, config.bandAdaptation());
    boolean learned = config.positionTable() == PositionTable.INTERPOLATE;
    var definition =
        new PlainVit.Definition(
            "ViT",
            true,
            new VitPositions.Stored(learned ? Inits.truncNormal(0.02) : Inits.ZEROS, learned),
            config.finalNorm(),
            kernel.into(layout(config.positionTable())));
    PlainVit vit = new PlainVit(definition, config.keys(), config.shape(), context);
    return config.timeMerging() == TimeMerging.NONE
        ? vit
        : new MergingVitEncoder(config, context, vit);
  }

  private static CheckpointLayout layout(PositionTable table) {
    return CheckpointLayout.exact()
        .ignoring(key -> key.startsWith("head.") || key.startsWith("pre_logits."))
        .reshaping(table.fitting(PlainVit.POSITION_TABLE, 1));
  }
}
