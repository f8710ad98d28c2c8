package org.eobench.encoders;

import org.eobench.core.spi.EncoderFactory;
import org.eobench.core.spi.PluginModule;
import org.eobench.encoders.anysat.AnySatConfig;
import org.eobench.encoders.anysat.AnySatEncoder;
import org.eobench.encoders.clay.ClayConfig;
import org.eobench.encoders.clay.ClayEncoder;
import org.eobench.encoders.clayscratch.ClayScratchConfig;
import org.eobench.encoders.clayscratch.ClayScratchEncoder;
import org.eobench.encoders.convnext.ConvNextConfig;
import org.eobench.encoders.convnext.ConvNextEncoder;
import org.eobench.encoders.copernicusfm.CopernicusFmConfig;
import org.eobench.encoders.copernicusfm.CopernicusFmEncoder;
import org.eobench.encoders.croma.CromaConfig;
import org.eobench.encoders.croma.CromaEncoder;
import org.eobench.encoders.dinov2.Dinov2Config;
import org.eobench.encoders.dinov2.Dinov2Encoder;
import org.eobench.encoders.dinov3.Dinov3Config;
import org.eobench.encoders.dinov3.Dinov3Encoder;
import org.eobench.encoders.dofa.DofaConfig;
import org.eobench.encoders.dofa.DofaEncoder;
import org.eobench.encoders.galileo.GalileoConfig;
import org.eobench.encoders.galileo.GalileoEncoder;
import org.eobench.encoders.imagestats.ImageStatsConfig;
import org.eobench.encoders.imagestats.ImageStatsEncoder;
import org.eobench.encoders.mmearth.MmearthConfig;
import org.eobench.encoders.mmearth.MmearthEncoder;
import org.eobench.encoders.multimodal.MultimodalConfig;
import org.eobench.encoders.multimodal.MultimodalEncoder;
import org.eobench.encoders.olmoearth.OlmoEarthConfig;
import org.eobench.encoders.olmoearth.OlmoEarthEncoder;
import org.eobench.encoders.panopticon.PanopticonConfig;
import org.eobench.encoders.panopticon.PanopticonEncoder;
import org.eobench.encoders.presto.PrestoConfig;
import org.eobench.encoders.presto.PrestoEncoder;
import org.eobench.encoders.prithvi.PrithviConfig;
import org.eobench.encoders.prithvi.PrithviEncoder;
import org.eobench.encoders.rcf.RcfConfig;
import org.eobench.encoders.rcf.RcfEncoder;
import org.eobench.encoders.remoteclip.RemoteClipConfig;
import org.eobench.encoders.remoteclip.RemoteClipEncoder;
import org.eobench.encoders.resnet.ResNetConfig;
import org.eobench.encoders.resnet.ResNetEncoder;
import org.eobench.encoders.satlas.SatlasConfig;
import org.eobench.encoders.satlas.SatlasEncoder;
import org.eobench.encoders.satmaepp.SatmaePpConfig;
import org.eobench.encoders.satmaepp.SatmaePpEncoder;
import org.eobench.encoders.scalemae.ScaleMae;
import org.eobench.encoders.scalemae.ScaleMaeConfig;
import org.eobench.encoders.spectralgpt.SpectralGptConfig;
import org.eobench.encoders.spectralgpt.SpectralGptEncoder;
import org.eobench.encoders.ssl4eo.Ssl4eoData2vecConfig;
import org.eobench.encoders.ssl4eo.Ssl4eoData2vecEncoder;
import org.eobench.encoders.ssl4eo.Ssl4eoDinoConfig;
import org.eobench.encoders.ssl4eo.Ssl4eoVitConfig;
import org.eobench.encoders.ssl4eo.Ssl4eoVits;
import org.eobench.encoders.terramind.TerraMindConfig;
import org.eobench.encoders.terramind.TerraMindEncoder;
import org.eobench.encoders.tessera.TesseraConfig;
import org.eobench.encoders.tessera.TesseraEncoder;
import org.eobench.encoders.torchscript.TorchScriptConfig;
import org.eobench.encoders.torchscript.TorchScriptEncoder;
import org.eobench.encoders.unet.UNetConfig;
import org.eobench.encoders.unet.UNetEncoder;
import org.eobench.encoders.vit.Vit;
import org.eobench.encoders.vit.VitConfig;

/** The encoders of EO Bench by registry key. */
public final class EncodersPlugin extends PluginModule {
  @Override
  protected void configure() {
    encoder("anysat", EncoderFactory.of(AnySatConfig.class, AnySatEncoder::new));
    encoder("clay", EncoderFactory.of(ClayConfig.class, ClayEncoder::new));
    encoder("clay_scratch", EncoderFactory.of(ClayScratchConfig.class, ClayScratchEncoder::new));
    encoder("convnext", EncoderFactory.of(ConvNextConfig.class, ConvNextEncoder::new));
    encoder("copernicus_fm", EncoderFactory.of(CopernicusFmConfig.class, CopernicusFmEncoder::new));
    encoder("croma", EncoderFactory.of(CromaConfig.class, CromaEncoder::of));
    encoder("dinov2", EncoderFactory.of(Dinov2Config.class, Dinov2Encoder::new));
    encoder("dinov2_multimodal", EncoderFactory.of(MultimodalConfig.class, MultimodalEncoder::new));
    encoder("dinov3", EncoderFactory.of(Dinov3Config.class, Dinov3Encoder::new));
    encoder("dofa", EncoderFactory.of(DofaConfig.class, DofaEncoder::new));
    encoder("galileo", EncoderFactory.of(GalileoConfig.class, GalileoEncoder::new));
    encoder("image_stats", EncoderFactory.of(ImageStatsConfig.class, ImageStatsEncoder::new));
    encoder("mmearth_convnextv2", EncoderFactory.of(MmearthConfig.class, MmearthEncoder::new));
    encoder("olmoearth", EncoderFactory.of(OlmoEarthConfig.class, OlmoEarthEncoder::new));
    encoder("panopticon", EncoderFactory.of(PanopticonConfig.class, PanopticonEncoder::new));
    encoder("presto", EncoderFactory.of(PrestoConfig.class, PrestoEncoder::new));
    encoder("prithvi", EncoderFactory.of(PrithviConfig.class, PrithviEncoder::new));
    encoder("rcf", EncoderFactory.of(RcfConfig.class, RcfEncoder::new));
    encoder("remoteclip", EncoderFactory.of(RemoteClipConfig.class, RemoteClipEncoder::new));
    encoder("resnet", EncoderFactory.of(ResNetConfig.class, ResNetEncoder::new));
    encoder("satlas_swinv2", EncoderFactory.of(SatlasConfig.class, SatlasEncoder::new));
    encoder("satmae_pp", EncoderFactory.of(SatmaePpConfig.class, SatmaePpEncoder::new));
    encoder("scalemae", EncoderFactory.of(ScaleMaeConfig.class, ScaleMae::encoder));
    encoder("spectralgpt", EncoderFactory.of(SpectralGptConfig.class, SpectralGptEncoder::new));
    encoder(
        "ssl4eo_data2vec",
        EncoderFactory.of(Ssl4eoData2vecConfig.class, Ssl4eoData2vecEncoder::new));
    encoder("ssl4eo_dino", EncoderFactory.of(Ssl4eoDinoConfig.class, Ssl4eoVits::dino));
    encoder("ssl4eo_mae", EncoderFactory.of(Ssl4eoVitConfig.class, Ssl4eoVits::mae));
    encoder("ssl4eo_moco", EncoderFactory.of(Ssl4eoVitConfig.class, Ssl4eoVits::moco));
    encoder("terramind", EncoderFactory.of(TerraMindConfig.class, TerraMindEncoder::new));
    encoder("tessera_v2", EncoderFactory.of(TesseraConfig.class, TesseraEncoder::new));
    encoder("torchscript", EncoderFactory.of(TorchScriptConfig.class, TorchScriptEncoder::new));
    encoder("unet_encoder", EncoderFactory.of(UNetConfig.class, UNetEncoder::new));
    encoder("vit", EncoderFactory.of(VitConfig.class, Vit::encoder));
  }
}
