package org.eobench.decoders;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.core.spi.PluginModule;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.ImageRegression;
import org.eobench.core.task.regression.Regression;
import org.eobench.decoders.attentionpool.AttnPoolConfig;
import org.eobench.decoders.attentionpool.AttnPoolDecoder;
import org.eobench.decoders.attentionpool.ClsAttnPoolConfig;
import org.eobench.decoders.attentionpool.ClsAttnPoolDecoder;
import org.eobench.decoders.bank.BankConfig;
import org.eobench.decoders.bank.BankDecoder;
import org.eobench.decoders.clay.ClayConvConfig;
import org.eobench.decoders.clay.ClayConvDecoder;
import org.eobench.decoders.clay.ClaySegmentorConfig;
import org.eobench.decoders.clay.ClaySegmentorDecoder;
import org.eobench.decoders.dino.BnHeadConfig;
import org.eobench.decoders.dino.BnHeadDecoder;
import org.eobench.decoders.dino.DinoHeadConfig;
import org.eobench.decoders.dino.DinoHeadDecoder;
import org.eobench.decoders.dpt.DptDecoder;
import org.eobench.decoders.dpt.DptDecoderConfig;
import org.eobench.decoders.fcn.FcnDecoder;
import org.eobench.decoders.fcn.FcnDecoderConfig;
import org.eobench.decoders.linear.ClsLinearConfig;
import org.eobench.decoders.linear.ClsLinearDecoder;
import org.eobench.decoders.linear.ClsMlpConfig;
import org.eobench.decoders.linear.ClsMlpDecoder;
import org.eobench.decoders.linear.LinearDecoder;
import org.eobench.decoders.linear.LinearDecoderConfig;
import org.eobench.decoders.muster.MusterDecoder;
import org.eobench.decoders.muster.MusterDecoderConfig;
import org.eobench.decoders.prithvi.GeospatialFcnConfig;
import org.eobench.decoders.prithvi.NeckFcnDecoder;
import org.eobench.decoders.prithvi.PrithviFcnConfig;
import org.eobench.decoders.probe.KnnConfig;
import org.eobench.decoders.probe.KnnDecoder;
import org.eobench.decoders.probe.KnnMultiLabelConfig;
import org.eobench.decoders.probe.LogRegConfig;
import org.eobench.decoders.probe.LogRegDecoder;
import org.eobench.decoders.segformer.SegFormerDecoder;
import org.eobench.decoders.segformer.SegFormerDecoderConfig;
import org.eobench.decoders.unet.UNetDecoder;
import org.eobench.decoders.unet.UNetDecoderConfig;
import org.eobench.decoders.upernet.RegUperNetDecoderConfig;
import org.eobench.decoders.upernet.UperNetDecoder;
import org.eobench.decoders.upernet.UperNetDecoderConfig;

/** The decoders of EO Bench by registry key. */
public final class DecodersPlugin extends PluginModule {
  private static final Set<TaskKind> ONE_CLASS = Set.of(Classification.KIND);
  private static final Set<TaskKind> SEVERAL_CLASSES = Set.of(MultiLabelClassification.KIND);
  private static final Set<TaskKind> IMAGES =
      Set.of(Classification.KIND, MultiLabelClassification.KIND);
  private static final Set<TaskKind> IMAGES_AND_VALUES =
      Set.of(Classification.KIND, MultiLabelClassification.KIND, ImageRegression.KIND);
  private static final Set<TaskKind> VALUES = Set.of(Regression.KIND);

  @Override
  protected void configure() {
    decoder("attn_pool", DecoderFactory.of(AttnPoolConfig.class, AttnPoolDecoder::new));
    decoder("bank", DecoderFactory.of(BankConfig.class, IMAGES_AND_VALUES, BankDecoder::new));
    decoder("bn_head", DecoderFactory.of(BnHeadConfig.class, BnHeadDecoder::new));
    decoder("clay_conv", DecoderFactory.of(ClayConvConfig.class, ClayConvDecoder::new));
    decoder(
        "clay_segmentor", DecoderFactory.of(ClaySegmentorConfig.class, ClaySegmentorDecoder::new));
    decoder(
        "cls_attn_pool",
        DecoderFactory.of(ClsAttnPoolConfig.class, IMAGES_AND_VALUES, ClsAttnPoolDecoder::new));
    decoder(
        "cls_linear",
        DecoderFactory.of(ClsLinearConfig.class, IMAGES_AND_VALUES, ClsLinearDecoder::new));
    decoder(
        "cls_mlp", DecoderFactory.of(ClsMlpConfig.class, IMAGES_AND_VALUES, ClsMlpDecoder::new));
    decoder("dino_head", DecoderFactory.of(DinoHeadConfig.class, DinoHeadDecoder::new));
    decoder("dpt", DecoderFactory.of(DptDecoderConfig.class, DptDecoder::new));
    decoder("fcn", DecoderFactory.of(FcnDecoderConfig.class, FcnDecoder::new));
    decoder(
        "geospatial_fcn", DecoderFactory.of(GeospatialFcnConfig.class, NeckFcnDecoder::geospatial));
    decoder("knn", DecoderFactory.of(KnnConfig.class, ONE_CLASS, KnnDecoder::ofOneClass));
    decoder(
        "knn_multilabel",
        DecoderFactory.of(
            KnnMultiLabelConfig.class, SEVERAL_CLASSES, KnnDecoder::ofSeveralClasses));
    decoder("linear", DecoderFactory.of(LinearDecoderConfig.class, LinearDecoder::new));
    decoder("logreg", DecoderFactory.of(LogRegConfig.class, IMAGES, LogRegDecoder::new));
    decoder("muster", DecoderFactory.of(MusterDecoderConfig.class, MusterDecoder::new));
    decoder("prithvi_fcn", DecoderFactory.of(PrithviFcnConfig.class, NeckFcnDecoder::prithvi));
    decoder("reg_dpt", DecoderFactory.of(DptDecoderConfig.class, VALUES, DptDecoder::regression));
    decoder(
        "reg_unet", DecoderFactory.of(UNetDecoderConfig.class, VALUES, UNetDecoder::regression));
    decoder(
        "reg_upernet",
        DecoderFactory.of(RegUperNetDecoderConfig.class, VALUES, UperNetDecoder::regression));
    decoder("segformer", DecoderFactory.of(SegFormerDecoderConfig.class, SegFormerDecoder::new));
    decoder("unet", DecoderFactory.of(UNetDecoderConfig.class, UNetDecoder::new));
    decoder("upernet", DecoderFactory.of(UperNetDecoderConfig.class, UperNetDecoder::new));
  }
}
