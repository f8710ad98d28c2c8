package org.eobench.core.run.gallery;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.images.ScoredImage;
import org.eobench.core.metrics.images.ScoredLabels;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.model.EoModel;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.task.ConfiguredTask;

/** Predicts chosen test samples once more and writes their pictures into {@code gallery/}. */
public final class Gallery {
  /** The folder in the run directory. */
  public static final String FOLDER = "gallery";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final RunDirectory directory;
  private final ConfiguredTask<?, ?> task;
  private final EoDataset dataset;
  private final DatasetSpec spec;
  private final Preprocessor preprocessor;
  private final Evaluator evaluator;
  private final EoModel model;
  private final Composite composite;

  /**
   * @param preprocessor chain of the test split
   */
  public Gallery(
      RunDirectory directory,
      ConfiguredTask<?, ?> task,
      EoDataset dataset,
      Preprocessor preprocessor,
      Evaluator evaluator,
      EoModel model) {
    this.directory = directory;
    this.task = task;
    this.dataset = dataset;
    this.spec = dataset.spec();
    this.preprocessor = preprocessor;
    this.evaluator = evaluator;
    this.model = model;
    this.composite = Composite.of(spec, preprocessor.output());
  }

  /**
   * Writes the gallery; nothing if there is nothing to choose from.
   *
   * @param metric the metric by which samples are chosen
   * @param each how many of the best, of the median and of the worst samples
   */
  public void write(TestSamples samples, Metric<?> metric, int each) {
    List<GalleryChoice> choices = GalleryChoice.of(samples, metric, each);
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
        evaluator.predict(
            model, batch, (one, logits) -> entries.add(entry(choice, stem, one, logits)));
      }
    }
    List<String> colours =
        task.kind().classes()
            ? Palette.ofClasses(spec.numClasses())
            : List.of(Palette.css(Palette.ofValue(0)), Palette.css(Palette.ofValue(1)));
    GalleryContent content =
        new GalleryContent(metric.key(), composite.bands(), spec.classes(), colours, entries);
    directory.write(FOLDER + "/gallery.json", out -> out.write(JSON.writeValueAsBytes(content)));
  }

  private GalleryEntry entry(GalleryChoice choice, String stem, Batch batch, NDArray logits) {
    Map<String, String> files = new LinkedHashMap<>();
    Picture image =
        composite.picture(Objects.requireNonNull(batch.images().get(composite.modality())));
    save(files, "image", stem + "image.jpg", image::jpeg);
    Double least = null;
    Double most = null;
    String target = null;
    String prediction = null;
    for (Object sample : task.samples(batch.targets(), logits, spec)) {
      if (sample instanceof PixelClasses pixels) {
        ClassColours colours = new ClassColours(pixels, spec.ignoreIndex());
        maps(files, stem, batch, colours.target(), colours.predicted(), colours.error());
      } else if (sample instanceof PixelValues values && values.length() > 1) {
        ValueColours colours = ValueColours.of(values);
        least = colours.least();
        most = colours.most();
        maps(files, stem, batch, colours.measured(), colours.predicted(), colours.error());
      } else if (sample instanceof PixelValues value) {
        target = number(value.measured()[value.offset()]);
        prediction = number(value.predicted()[value.offset()]);
      } else if (sample instanceof ScoredImage scored) {
        target = spec.classes().get(scored.label());
        prediction = spec.classes().get(scored.predicted());
      } else if (sample instanceof ScoredLabels labels) {
        target = names(labels.actual());
        prediction = names(labels.predicted());
      }
    }
    return new GalleryEntry(
        choice.group(), choice.id(), choice.score(), files, least, most, target, prediction);
  }

  private void maps(
      Map<String, String> files,
      String stem,
      Batch batch,
      IntUnaryOperator target,
      IntUnaryOperator prediction,
      IntUnaryOperator error) {
    int height = batch.targets().height();
    int width = batch.targets().width();
    save(files, "target", stem + "target.png", Picture.of(height, width, target)::png);
    save(files, "prediction", stem + "prediction.png", Picture.of(height, width, prediction)::png);
    save(files, "error", stem + "error.png", Picture.of(height, width, error)::png);
  }

  private void save(Map<String, String> files, String key, String name, AtomicFile.Body body) {
    directory.write(FOLDER + "/" + name, body);
    files.put(key, name);
  }

  private String names(boolean[] labels) {
    return String.join(
        ", ",
        IntStream.range(0, labels.length)
            .filter(label -> labels[label])
            .mapToObj(spec.classes()::get)
            .toList());
  }

  private String number(float value) {
    String unit = spec.quantity().unit();
    return String.format(Locale.ROOT, "%.4g%s", value, unit.isEmpty() ? "" : " " + unit);
  }
}
