package org.eobench.datasets;

import org.eobench.core.spi.DatasetFactory;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.core.spi.PluginModule;
import org.eobench.datasets.bigearthnet.BigEarthNetConfig;
import org.eobench.datasets.bigearthnet.BigEarthNetDataset;
import org.eobench.datasets.c2smsfloods.C2sMsFloodsConfig;
import org.eobench.datasets.c2smsfloods.C2sMsFloodsDataset;
import org.eobench.datasets.cabuar.CabuarConfig;
import org.eobench.datasets.cabuar.CabuarDataset;
import org.eobench.datasets.embeddings.store.EmbeddingsConfig;
import org.eobench.datasets.embeddings.store.EmbeddingsEncoder;
import org.eobench.datasets.folder.FolderConfig;
import org.eobench.datasets.folder.FolderDataset;
import org.eobench.datasets.geobench.GeoBenchConfig;
import org.eobench.datasets.geobench.GeoBenchDataset;
import org.eobench.datasets.geobench2.GeoBench2Config;
import org.eobench.datasets.geobench2.GeoBench2Dataset;
import org.eobench.datasets.hlsburnscars.HlsBurnScarsConfig;
import org.eobench.datasets.hlsburnscars.HlsBurnScarsDataset;
import org.eobench.datasets.opencanopy.OpenCanopyConfig;
import org.eobench.datasets.opencanopy.OpenCanopyDataset;
import org.eobench.datasets.pointseries.PointSeriesConfig;
import org.eobench.datasets.pointseries.PointSeriesDataset;
import org.eobench.datasets.quickstart.Quickstart;
import org.eobench.datasets.quickstart.QuickstartConfig;
import org.eobench.datasets.quickstart.QuickstartKind;
import org.eobench.datasets.satlas.SatlasConfig;
import org.eobench.datasets.satlas.SatlasDataset;
import org.eobench.datasets.sen12mscrts.Sen12MsCrTsConfig;
import org.eobench.datasets.sen12mscrts.Sen12MsCrTsDataset;
import org.eobench.datasets.sen1floods11.Sen1Floods11Config;
import org.eobench.datasets.sen1floods11.Sen1Floods11Dataset;
import org.eobench.datasets.so2sat.So2SatConfig;
import org.eobench.datasets.so2sat.So2SatDataset;
import org.eobench.datasets.spacenet7.SpaceNet7;
import org.eobench.datasets.spacenet7.SpaceNet7ChangeConfig;
import org.eobench.datasets.spacenet7.SpaceNet7ChangeDataset;
import org.eobench.datasets.spacenet7.SpaceNet7Config;
import org.eobench.datasets.terramesh.TerraMeshConfig;
import org.eobench.datasets.terramesh.TerraMeshDataset;

/** The data sets of EO Bench by registry key, and stored embeddings as an encoder. */
public final class DatasetsPlugin extends PluginModule {
  @Override
  protected void configure() {
    dataset("bigearthnet", DatasetFactory.of(BigEarthNetConfig.class, BigEarthNetDataset::open));
    dataset("c2smsfloods", DatasetFactory.of(C2sMsFloodsConfig.class, C2sMsFloodsDataset::open));
    dataset("cabuar", DatasetFactory.of(CabuarConfig.class, CabuarDataset::open));
    dataset("folder", DatasetFactory.of(FolderConfig.class, FolderDataset::open));
    dataset("geobench", DatasetFactory.of(GeoBenchConfig.class, GeoBenchDataset::open));
    dataset("geobench2", DatasetFactory.of(GeoBench2Config.class, GeoBench2Dataset::open));
    dataset("hlsburnscars", DatasetFactory.of(HlsBurnScarsConfig.class, HlsBurnScarsDataset::open));
    dataset("opencanopy", DatasetFactory.of(OpenCanopyConfig.class, OpenCanopyDataset::open));
    dataset("point_series", DatasetFactory.of(PointSeriesConfig.class, PointSeriesDataset::open));
    dataset("quickstart", quickstart(QuickstartKind.SEGMENTATION));
    dataset("quickstart_change", quickstart(QuickstartKind.CHANGE));
    dataset("quickstart_classification", quickstart(QuickstartKind.CLASSIFICATION));
    dataset("quickstart_multilabel", quickstart(QuickstartKind.MULTI_LABEL));
    dataset("quickstart_regression", quickstart(QuickstartKind.REGRESSION));
    dataset("satlas", DatasetFactory.of(SatlasConfig.class, SatlasDataset::open));
    dataset("sen12mscrts", DatasetFactory.of(Sen12MsCrTsConfig.class, Sen12MsCrTsDataset::open));
    dataset("so2sat", DatasetFactory.of(So2SatConfig.class, So2SatDataset::open));
    dataset("sen1floods11", DatasetFactory.of(Sen1Floods11Config.class, Sen1Floods11Dataset::open));
    dataset("spacenet7", DatasetFactory.of(SpaceNet7Config.class, SpaceNet7::open));
    dataset(
        "spacenet7cd",
        DatasetFactory.of(SpaceNet7ChangeConfig.class, SpaceNet7ChangeDataset::open));
    dataset("terramesh", DatasetFactory.of(TerraMeshConfig.class, TerraMeshDataset::open));
    // Here and not among the encoders, because it reads rasters and tables.
    encoder("embeddings", EncoderFactory.of(EmbeddingsConfig.class, EmbeddingsEncoder::new));
  }

  private static DatasetFactory<QuickstartConfig> quickstart(QuickstartKind kind) {
    return DatasetFactory.of(QuickstartConfig.class, new Quickstart(kind)::open);
  }
}
