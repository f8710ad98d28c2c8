package org.eobench.core.run.gallery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.JsonFiles;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.run.directory.RunDirectory;

/** Writes pictures of chosen test samples into {@code gallery/}. */
public final class Gallery {
  /** The folder in the run directory. */
  public static final String FOLDER = "gallery";

  private static final JsonMapper JSON = JsonFiles.mapper().build();

  private final RunDirectory directory;
  private final EoDataset dataset;
  private final DatasetSpec spec;
  private final Preprocessor preprocessor;
  private final Composite composite;

  /**
   * @param preprocessor chain of the test split
   */
  public Gallery(RunDirectory directory, EoDataset dataset, Preprocessor preprocessor) {
    this.directory = directory;
    this.dataset = dataset;
    this.spec = dataset.spec();
    this.preprocessor = preprocessor;
    this.composite = Composite.of(spec, preprocessor.output());
  }

  /**
   * Writes the gallery; nothing if there is nothing to choose from.
   *
   * @param samples the counts of the test
   * @param kept the predictions of the test
   * @param metric the metric by which samples are chosen
   * @param each how many of the best, of the median and of the worst samples
   */
  public void write(TestSamples samples, KeptPredictions kept, Metric<?> metric, int each) {
    List<GalleryChoice> choices = GalleryChoice.of(samples, kept.ids(), metric, each);
    if (choices.isEmpty()) {
      return;
    }
    EoDataset chosen = new ChosenSamples(dataset, choices.stream().map(GalleryChoice::id).toList());
    List<GalleryEntry> entries = new ArrayList<>();
    try (DataLoader loader =
        new DataLoader(chosen, Split.TEST, preprocessor, LoaderOptions.evaluation(1, 0, 0))) {
      for (Batch batch : loader.epoch(0)) {
        GalleryChoice choice = choices.get(entries.size());
        String stem = String.format(Locale.ROOT, "%02d_%s_", entries.size() + 1, choice.group());
        entries.add(entry(choice, stem, batch, Objects.requireNonNull(kept.of(choice.id()))));
      }
    }
    List<String> colours =
        spec.task().classes()
            ? Palette.ofClasses(spec.numClasses())
            : List.of(Palette.css(Palette.ofValue(0)), Palette.css(Palette.ofValue(1)));
    GalleryContent content =
        new GalleryContent(
            metric.key(), composite.bands(), spec.classes(), colours, kept.ids().size(), entries);
    directory.write(FOLDER + "/gallery.json", out -> out.write(JSON.writeValueAsBytes(content)));
  }

  private GalleryEntry entry(
      GalleryChoice choice, String stem, Batch batch, KeptPredictions.Kept kept) {
    Map<String, String> files = new LinkedHashMap<>();
    Picture image =
        composite.picture(Objects.requireNonNull(batch.images().get(composite.modality())));
    save(files, "image", stem + "image.jpg", image::jpeg);
    PackedMaps maps = kept.maps();
    if (maps != null) {
      save(files, "target", stem + "target.png", maps.target()::png);
      save(files, "prediction", stem + "prediction.png", maps.prediction()::png);
      save(files, "error", stem + "error.png", maps.error()::png);
    }
    return new GalleryEntry(
        choice.group(),
        choice.id(),
        choice.score(),
        files,
        maps == null ? null : maps.least(),
        maps == null ? null : maps.most(),
        kept.target(),
        kept.prediction());
  }

  private void save(Map<String, String> files, String key, String name, AtomicFile.Body body) {
    directory.write(FOLDER + "/" + name, body);
    files.put(key, name);
  }
}
