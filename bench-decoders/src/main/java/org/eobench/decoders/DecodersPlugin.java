package org.eobench.decoders;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.decoders.clay.ClayConvDecoderFactory;
import org.eobench.decoders.clay.ClaySegmentorDecoderFactory;
import org.eobench.decoders.dino.BnHeadDecoderFactory;
import org.eobench.decoders.dino.DinoHeadDecoderFactory;
import org.eobench.decoders.fcn.FcnDecoderFactory;
import org.eobench.decoders.linear.ClsLinearDecoderFactory;
import org.eobench.decoders.linear.ClsMlpDecoderFactory;
import org.eobench.decoders.linear.LinearDecoderFactory;
import org.eobench.decoders.muster.MusterDecoderFactory;
import org.eobench.decoders.prithvi.GeospatialFcnDecoderFactory;
import org.eobench.decoders.prithvi.PrithviFcnDecoderFactory;
import org.eobench.decoders.probe.KnnDecoderFactory;
import org.eobench.decoders.probe.KnnMultiLabelDecoderFactory;
import org.eobench.decoders.probe.LogRegDecoderFactory;
import org.eobench.decoders.segformer.SegFormerDecoderFactory;
import org.eobench.decoders.unet.RegUNetDecoderFactory;
import org.eobench.decoders.unet.UNetDecoderFactory;
import org.eobench.decoders.upernet.RegUperNetDecoderFactory;
import org.eobench.decoders.upernet.UperNetDecoderFactory;

/** The decoders that come with the bench, by registry key. */
public final class DecodersPlugin extends AbstractModule implements BenchPlugin {
  @ProvidesIntoMap
  @StringMapKey("bn_head")
  static DecoderFactory<?> bnHead() {
    return new BnHeadDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("clay_conv")
  static DecoderFactory<?> clayConv() {
    return new ClayConvDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("clay_segmentor")
  static DecoderFactory<?> claySegmentor() {
    return new ClaySegmentorDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("cls_linear")
  static DecoderFactory<?> clsLinear() {
    return new ClsLinearDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("cls_mlp")
  static DecoderFactory<?> clsMlp() {
    return new ClsMlpDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("dino_head")
  static DecoderFactory<?> dinoHead() {
    return new DinoHeadDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("fcn")
  static DecoderFactory<?> fcn() {
    return new FcnDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("geospatial_fcn")
  static DecoderFactory<?> geospatialFcn() {
    return new GeospatialFcnDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("knn")
  static DecoderFactory<?> knn() {
    return new KnnDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("knn_multilabel")
  static DecoderFactory<?> knnMultilabel() {
    return new KnnMultiLabelDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("linear")
  static DecoderFactory<?> linear() {
    return new LinearDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("logreg")
  static DecoderFactory<?> logreg() {
    return new LogRegDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("muster")
  static DecoderFactory<?> muster() {
    return new MusterDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("prithvi_fcn")
  static DecoderFactory<?> prithviFcn() {
    return new PrithviFcnDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("reg_unet")
  static DecoderFactory<?> regUnet() {
    return new RegUNetDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("reg_upernet")
  static DecoderFactory<?> regUpernet() {
    return new RegUperNetDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("segformer")
  static DecoderFactory<?> segformer() {
    return new SegFormerDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("unet")
  static DecoderFactory<?> unet() {
    return new UNetDecoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("upernet")
  static DecoderFactory<?> upernet() {
    return new UperNetDecoderFactory();
  }
}
