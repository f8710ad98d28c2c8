package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.decoder.FeatureFit;
import org.eobench.core.decoder.FitReport;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose decoder is fitted at once and not trained. */
class FittedRunTest {
  private static final int TRAINING = 9; // a last batch that is not whole

  @TempDir Path work;
  private final StopSignal stop = new StopSignal();
  private String yaml = "";

  @BeforeEach
  void classifiesImages() {
    yaml =
        ToyParts.YAML
            .replace("WORK", work.toString())
            .replace("task:\n", "task:\n  kind: classification\n")
            .replace("mIoU", "accuracy")
            .replace("finetune: true", "finetune: false")
            .replace(
                "dataset: {_target_: toy, count: 8, only_label: null}",
                "dataset: {_target_: images}")
            .replace("decoder: {_target_: toy}", "decoder: {_target_: nearest}");
  }

  @Test
  void isFittedToOneBatchByACheck() {
    String checked =
        new Check(components(), ProgressListener.silent())
            .run(new RunRequest(ToyParts.config(yaml), Map.of(), List.of()))
            .text();
    assertThat(checked).contains("one batch fitted: logits (4, 2)");
    assertThat(work).isEmptyDirectory();
  }

  private static Components components() {
    return Guice.createInjector(new CoreBindings(), new ToyParts(), new FittedParts())
        .getInstance(Components.class);
  }

  private RunResult run(String config) {
    RunRequest request = new RunRequest(ToyParts.config(config), Map.of(), List.of());
    return new Experiment(components(), ProgressListener.silent(), stop, null).run(request);
  }

  @Test
  void seesEachTrainingImageOnceAndKeepsWhatWasFitted() throws IOException {
    RunResult outcome = run(yaml);
    Path directory = outcome.directory();
    assertThat(RunDirectory.read(directory).state()).isEqualTo(RunState.COMPLETE);
    String log = Files.readString(directory.resolve("metrics.jsonl"));
    assertThat(log)
        .contains("{\"kind\":\"fit\",\"bank_size\":9.0,\"validation_images\":8.0}")
        .contains("\"kind\":\"val\"", "\"kind\":\"test\"")
        .doesNotContain("\"kind\":\"train\"");
    for (String name : List.of("last", "best")) {
      try (TensorFile file =
          TensorFile.open(directory.resolve("checkpoints/" + name + ".safetensors"))) {
        assertThat(file.tensors())
            .anySatisfy(
                tensor -> {
                  assertThat(tensor.name()).isEqualTo("bank");
                  assertThat(tensor.shape()[0]).isEqualTo(TRAINING);
                });
        assertThat(file.floats("labels")).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0);
      }
    }
    assertThat(outcome.text()).contains("accuracy", "100.0");
  }

  @Test
  void isFittedToImagesAsValidationPreparesThemAndNotToAugmentedOnes() {
    float[] whole = bank(run(yaml));
    String augmented = yaml.replace("train: []", "train: [{_target_: RandomCrop, size: 2}]");
    String resized = yaml.replace("val: []", "val: [{_target_: RandomCrop, size: 2}]");

    assertThat(bank(run(augmented))).isEqualTo(whole);
    assertThat(bank(run(resized))).as("the chain of validation").isNotEqualTo(whole);
  }

  @Test
  void givesAnIgnoredClassAsOneThatDoesNotExist() {
    RunResult outcome =
        run(
            yaml.replace(
                "dataset: {_target_: images}", "dataset: {_target_: images_without_dark}"));
    try (TensorFile file =
        TensorFile.open(outcome.directory().resolve("checkpoints/best.safetensors"))) {
      assertThat(file.floats("labels")).containsExactly(-1, 1, -1, 1, -1, 1, -1, 1, -1);
    }
  }

  private static float[] bank(RunResult outcome) {
    try (TensorFile file =
        TensorFile.open(outcome.directory().resolve("checkpoints/best.safetensors"))) {
      return file.floats("bank");
    }
  }

  @Test
  void isTestedFromItsCheckpoint() {
    RunResult fitted = run(yaml);
    RunResult tested =
        run(
            yaml.replace("train: true", "train: false")
                .replace("ckpt_dir: null", "ckpt_dir: " + fitted.directory()));
    assertThat(tested.text()).isEqualTo(fitted.text());
  }

  @Test
  void beginsAnewWhenStoppedBeforeTheFitWasDone() throws IOException {
    stop.request();
    assertThatThrownBy(() -> run(yaml))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("Interrupted");
    FittedRunTest later = new FittedRunTest();
    RunResult outcome = later.run(yaml.replace("resume: false", "resume: true"));
    try (var runs = Files.list(work)) {
      assertThat(runs).containsExactly(outcome.directory());
    }
    assertThat(RunDirectory.read(outcome.directory()).state()).isEqualTo(RunState.COMPLETE);
  }

  @Test
  void refusesToTrainTheEncoderBesideIt() {
    assertThatThrownBy(() -> run(yaml.replace("finetune: false", "finetune: true")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NothingTrains]")
        .hasMessageContaining("finetune=true")
        .hasMessageContaining("set `finetune=false`");
  }

  /** Bright and dark images by turns. */
  private static final class BrightImages implements EoDataset {
    private static final int SIZE = 4;
    private final int ignoreIndex;

    BrightImages(int ignoreIndex) {
      this.ignoreIndex = ignoreIndex;
    }

    @Override
    public DatasetSpec spec() {
      return new DatasetSpec(
          "images",
          1,
          Classification.KIND,
          Quantity.PLAIN,
          Map.of("optical", List.of(new Band("B4", 0.665), new Band("B8", 0.832))),
          Map.of("optical", BandStats.UNKNOWN),
          List.of("dark", "bright"),
          ignoreIndex,
          List.of(),
          SIZE,
          1,
          "none",
          "none");
    }

    @Override
    public List<SampleRef> samples(Split split) {
      return IntStream.range(0, split == Split.TRAIN ? TRAINING : 8)
          .mapToObj(i -> new SampleRef(split.key() + "-" + i, List.<Path>of()))
          .toList();
    }

    @Override
    public Sample read(SampleRef ref, Map<String, List<String>> bands) {
      int number = Integer.parseInt(ref.id().substring(ref.id().indexOf('-') + 1));
      SplittableRandom random = new SplittableRandom(ref.id().hashCode());
      float[] data = new float[2 * SIZE * SIZE];
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) random.nextDouble() + 2 * (number % 2);
      }
      return new Sample(
          Map.of("optical", new Image(data, 2, 1, SIZE, SIZE)), new ImageClass(number % 2), ref);
    }
  }

  /** The class of the training image whose features are nearest. */
  private static final class Nearest extends Decoder {
    private static final String LOGITS =
        """
        def forward(self, x, bank, labels):
          d = torch.cdist(x, bank)
          bright = torch.index_select(labels, 0, torch.argmin(d, 1))
          return torch.stack([1.0 - bright, bright], 1)
        """;
    private final TorchOps ops;
    private final Parameter bank;
    private final Parameter labels;

    Nearest(TorchOps ops, int width) {
      this.ops = ops;
      bank = fitted("bank", new Shape(-1, width));
      labels = fitted("labels", new Shape(-1));
    }

    private NDArray pooled(FeatureMaps features) {
      return ops.call("def forward(self, x):\n  return torch.mean(x, [2, 3])\n", features.last());
    }

    @Override
    public NDArray decode(FeatureMaps features, int height, int width) {
      return ops.call(LOGITS, pooled(features), bank.array(), labels.array());
    }

    @Override
    public FeatureFit featureFit() {
      return (training, validation) -> {
        List<float[]> rows = new ArrayList<>();
        List<Float> classes = new ArrayList<>();
        while (training.hasNext()) {
          LabelledFeatures batch = training.next();
          rows.add(pooled(batch.features()).toFloatArray());
          for (long label : batch.targets().toLongArray()) {
            classes.add((float) label);
          }
        }
        int width = (int) bank.shape().get(1);
        float[] all = new float[classes.size() * width];
        int at = 0;
        for (float[] part : rows) {
          System.arraycopy(part, 0, all, at, part.length);
          at += part.length;
        }
        bank.set(ops.manager().create(all, new Shape(classes.size(), width)));
        float[] known = new float[classes.size()];
        for (int i = 0; i < known.length; i++) {
          known[i] = classes.get(i);
        }
        labels.set(ops.manager().create(known));
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put("bank_size", (double) known.length);
        facts.put("validation_images", count(validation));
        return new FitReport(facts, List.of("kept " + rows.size() + " batches"));
      };
    }

    private static double count(Iterator<LabelledFeatures> batches) {
      double images = 0;
      while (batches.hasNext()) {
        images += batches.next().targets().getShape().get(0);
      }
      return images;
    }
  }

  private static final class FittedParts extends AbstractModule {
    record NoConfig() {}

    @ProvidesIntoMap
    @StringMapKey("images")
    static DatasetFactory<?> images() {
      return images(-1);
    }

    @ProvidesIntoMap
    @StringMapKey("images_without_dark")
    static DatasetFactory<?> imagesWithoutDark() {
      return images(0);
    }

    private static DatasetFactory<?> images(int ignoreIndex) {
      return new DatasetFactory<NoConfig>() {
        @Override
        public Class<NoConfig> configType() {
          return NoConfig.class;
        }

        @Override
        public EoDataset create(NoConfig config, DatasetContext context) {
          return new BrightImages(ignoreIndex);
        }
      };
    }

    @ProvidesIntoMap
    @StringMapKey("nearest")
    static DecoderFactory<?> nearest() {
      return new DecoderFactory<NoConfig>() {
        @Override
        public Class<NoConfig> configType() {
          return NoConfig.class;
        }

        @Override
        public Set<TaskKind> tasks() {
          return Set.of(Classification.KIND);
        }

        @Override
        public Decoder create(NoConfig config, DecoderContext context) {
          return new Nearest(context.ops(), context.encoder().levels().get(0).width());
        }
      };
    }
  }
}
