package org.eobench.datasets.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.datasets.raster.DataFolder;

/** Opens {@code folder}. */
public final class FolderFactory implements DatasetFactory<FolderConfig> {
  @Override
  public Class<FolderConfig> configType() {
    return FolderConfig.class;
  }

  @Override
  public EoDataset create(FolderConfig config, DatasetContext context) {
    DataFolder folder = DataFolder.of(config.facts());
    Path root = folder.root();
    Map<String, List<Path>> files = FolderFiles.list(folder, config);
    List<String> remarks = remarks(files, config);
    FolderChips parts = FolderChips.of(files, root, config);
    DatasetSpec spec = config.facts().spec(config.facts().datasetName());
    FolderDataset bare = FolderDataset.of(config, spec, root, files, parts.chips(), remarks);
    FolderStatistics statistics =
        new FolderStatistics(bare, files, parts.trainParts(), context.cacheDir());
    String reading =
        String.format(
            Locale.ROOT,
            "%s %s %s %s",
            spec.bands(),
            config.scale(),
            config.offset(),
            config.nodata());
    DatasetSpec complete =
        new DatasetSpec(
            spec.name(),
            spec.version(),
            spec.task(),
            spec.quantity(),
            spec.bands(),
            statistics.complete(spec, reading),
            spec.classes(),
            spec.ignoreIndex(),
            spec.distribution(),
            config.chipSize() > 0 ? config.chipSize() : spec.imgSize(),
            spec.frames(),
            spec.citation(),
            spec.licence(),
            spec.missingPixels());
    return FolderDataset.of(config, complete, root, files, parts.chips(), remarks);
  }

  private static List<String> remarks(Map<String, List<Path>> files, FolderConfig config) {
    List<String> remarks = new ArrayList<>();
    int at = 0;
    for (String modality : config.images().keySet()) {
      FileRemarks images = new FileRemarks(modality, column(files, at++));
      images.logMasks();
      images.logScales(config.bandScale(modality));
      images.logOpacity(config.facts().bands().getOrDefault(modality, List.of()).size());
      remarks.addAll(images.lines());
    }
    FileRemarks masks = new FileRemarks("mask", column(files, at));
    masks.logMasks();
    masks.logOpacity(1);
    int ignored = config.facts().ignoreIndex();
    List<String> classes = config.facts().classes();
    if (ignored < 0 || ignored >= classes.size()) {
      masks.logClassNodata(classes);
    }
    remarks.addAll(masks.lines());
    return List.copyOf(remarks);
  }

  private static List<Path> column(Map<String, List<Path>> files, int at) {
    return files.values().stream().map(row -> row.get(at)).toList();
  }
}
