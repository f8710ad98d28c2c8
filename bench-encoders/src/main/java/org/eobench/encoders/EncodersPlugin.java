package org.eobench.encoders;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.encoders.clay.ClayEncoderFactory;
import org.eobench.encoders.clayscratch.ClayScratchEncoderFactory;
import org.eobench.encoders.croma.CromaEncoderFactory;
import org.eobench.encoders.dinov2.Dinov2EncoderFactory;
import org.eobench.encoders.dofa.DofaEncoderFactory;
import org.eobench.encoders.galileo.GalileoEncoderFactory;
import org.eobench.encoders.imagestats.ImageStatsEncoderFactory;
import org.eobench.encoders.presto.PrestoEncoderFactory;
import org.eobench.encoders.prithvi.PrithviEncoderFactory;
import org.eobench.encoders.rcf.RcfEncoderFactory;
import org.eobench.encoders.resnet.ResNetEncoderFactory;
import org.eobench.encoders.scalemae.ScaleMaeEncoderFactory;
import org.eobench.encoders.ssl4eo.Ssl4eoData2vecFactory;
import org.eobench.encoders.ssl4eo.Ssl4eoDinoFactory;
import org.eobench.encoders.ssl4eo.Ssl4eoMaeFactory;
import org.eobench.encoders.ssl4eo.Ssl4eoMocoFactory;
import org.eobench.encoders.torchscript.TorchScriptEncoderFactory;
import org.eobench.encoders.unet.UNetEncoderFactory;
import org.eobench.encoders.vit.VitEncoderFactory;

/** The encoders that come with the bench, by registry key. */
public final class EncodersPlugin extends AbstractModule implements BenchPlugin {
  @ProvidesIntoMap
  @StringMapKey("clay")
  static EncoderFactory<?> clay() {
    return new ClayEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("clay_scratch")
  static EncoderFactory<?> clayScratch() {
    return new ClayScratchEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("croma")
  static EncoderFactory<?> croma() {
    return new CromaEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("dinov2")
  static EncoderFactory<?> dinov2() {
    return new Dinov2EncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("dofa")
  static EncoderFactory<?> dofa() {
    return new DofaEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("galileo")
  static EncoderFactory<?> galileo() {
    return new GalileoEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("presto")
  static EncoderFactory<?> presto() {
    return new PrestoEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("prithvi")
  static EncoderFactory<?> prithvi() {
    return new PrithviEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("image_stats")
  static EncoderFactory<?> imageStats() {
    return new ImageStatsEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("rcf")
  static EncoderFactory<?> rcf() {
    return new RcfEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("resnet")
  static EncoderFactory<?> resnet() {
    return new ResNetEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("scalemae")
  static EncoderFactory<?> scalemae() {
    return new ScaleMaeEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("ssl4eo_data2vec")
  static EncoderFactory<?> ssl4eoData2vec() {
    return new Ssl4eoData2vecFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("ssl4eo_dino")
  static EncoderFactory<?> ssl4eoDino() {
    return new Ssl4eoDinoFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("ssl4eo_mae")
  static EncoderFactory<?> ssl4eoMae() {
    return new Ssl4eoMaeFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("ssl4eo_moco")
  static EncoderFactory<?> ssl4eoMoco() {
    return new Ssl4eoMocoFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("torchscript")
  static EncoderFactory<?> torchscript() {
    return new TorchScriptEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("unet_encoder")
  static EncoderFactory<?> unet() {
    return new UNetEncoderFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("vit")
  static EncoderFactory<?> vit() {
    return new VitEncoderFactory();
  }
}
