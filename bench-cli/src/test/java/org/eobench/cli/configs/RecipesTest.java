package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.criterion.WeightedCrossEntropyConfig;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.model.Finetune;
import org.eobench.core.optim.AdamConfig;
import org.eobench.core.optim.AdamWConfig;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.schedule.ScheduleContext;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments that repeat published recipes. */
class RecipesTest {
  private static final List<Double> BETAS = List.of(0.9, 0.999);

  private final ShippedOptions options = new ShippedOptions();

  @TempDir private Path folder;

  private Plan plan(String... words) {
    Problems problems = new Problems();
    RunRequest request =
        new RunRequest(options.composed(problems, List.of(words)), Map.of(), List.of());
    problems.throwIfAny(ExitCode.CONFIG);
    return Plan.read(request, Plugins.load(PluginJars.NONE).components());
  }

  /** The learning rate of mmcv's poly policy with a warm-up of 1500 steps. */
  private static void fallsLikePoly(Plan plan, double rate) {
    LrSchedule schedule = plan.schedule().create(new ScheduleContext(rate, 10_000));
    assertThat(schedule.at(0)).isCloseTo(rate * 1e-6, within(1e-15));
    assertThat(schedule.at(1499)).isLessThan(schedule.at(1500));
    assertThat(schedule.at(1500)).isCloseTo(rate * 0.85, within(1e-15));
    assertThat(schedule.at(9999)).isCloseTo(rate * 1e-4, within(1e-15));
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  @Test
  void c3FloodsHaveThePublishedNumbers() {
    Plan plan = plan("experiment=prithvi_sen1floods11");
    assertThat(plan.optimizer().config()).isEqualTo(new AdamWConfig(1.5e-5, BETAS, 1e-8, 0.05));
    assertThat(((WeightedCrossEntropyConfig) plan.criterion().config()).weights())
        .containsExactly(0.3, 0.7);
    fallsLikePoly(plan, 1.5e-5);
    assertThat(plan.config().batchSize()).isEqualTo(4);
    assertThat(plan.config().finetuning()).isEqualTo(Finetune.FULL);
    assertThat(plan.config().task().trainer().nEpochs()).isEqualTo(100);
    assertThat(plan.config().task().trainer().evalInterval()).isEqualTo(5);
    assertThat(plan.task().keys().slidingStride()).isEqualTo(112);
  }

  @Test
  void c3BurnScarsHaveThePublishedNumbers() {
    Plan plan = plan("experiment=prithvi_burn_scars");
    assertThat(plan.optimizer().config())
        .isEqualTo(new AdamConfig(1.3e-5, BETAS, 1e-8, 0, List.of(), 1));
    assertThat(plan.criterion().target()).isEqualTo("dice");
    fallsLikePoly(plan, 1.3e-5);
    assertThat(plan.config().task().trainer().steps(135)).isEqualTo(10_000);
    assertThat(plan.task().keys().slidingStride()).isEqualTo(112);
  }

  /** Three dates of six bands, date by date, and labels of which 0 does not count. */
  @Test
  void c3CropsHaveThePublishedNumbersAndReadTheirLayout() throws IOException {
    String data = "dataset.root_path=" + folder;
    Plan plan = plan("experiment=prithvi_multi_temporal_crop", data);
    assertThat(plan.optimizer().config())
        .isEqualTo(new AdamConfig(1.5e-5, BETAS, 1e-8, 0.05, List.of(), 1));
    assertThat(((WeightedCrossEntropyConfig) plan.criterion().config()).weights())
        .hasSize(13)
        .startsWith(0.386375)
        .endsWith(1.198702);
    fallsLikePoly(plan, 1.5e-5);
    assertThat(plan.config().task().trainer().nEpochs()).isEqualTo(80);
    assertThat(plan.config().batchSize()).isEqualTo(8);

    chip("training_chips/chip_1", 1);
    chip("training_chips/chip_2", 13);
    chip("training_chips/chip_3", 4);
    chip("validation_chips/chip_4", 0);
    Files.writeString(folder.resolve("training_data.txt"), "chip_1\nchip_2\n");
    Files.writeString(folder.resolve("selection_data.txt"), "chip_3\n");
    Files.writeString(folder.resolve("validation_data.txt"), "chip_4\n");
    for (String order : List.of("seg_flip", "seg_flip_scrambled")) {
      ProgramAnswer.to(
              List.of(
                  "check",
                  "experiment=prithvi_multi_temporal_crop",
                  data,
                  "preprocessing=" + order,
                  "dataset.img_size=32",
                  "encoder.input_size=32",
                  "encoder.depth=1",
                  "encoder.embed_dim=48",
                  "encoder.num_heads=4",
                  "encoder.output_layers=[0]",
                  "decoder.channels=8",
                  "model_weights={file:null,allow:[]}",
                  "lr_scheduler.warmup_steps=0",
                  "task.evaluator.sliding_stride=null",
                  "batch_size=2",
                  "device=cpu",
                  "cache_dir=" + folder.resolve("cache")),
              folder)
          .says("train 2, val 1, test 1", "logits (2, 13, 32, 32)");
    }
  }

  private void chip(String name, int label) throws IOException {
    Path image = folder.resolve(name + "_merged.tif");
    Files.createDirectories(Objects.requireNonNull(image.getParent()));
    int pixels = 32 * 32;
    float[] stack = new float[18 * pixels];
    for (int i = 0; i < stack.length; i++) {
      stack[i] = 500 + 100 * (i / pixels) + i % 37;
    }
    GeoTiffWriter.write(image, GeoTiffSpec.plain(32, 32, 18, SampleType.INT16), stack);
    float[] labels = new float[pixels];
    Arrays.fill(labels, label);
    labels[0] = 2;
    GeoTiffWriter.write(
        folder.resolve(name + ".mask.tif"), GeoTiffSpec.plain(32, 32, 1, SampleType.UINT8), labels);
  }

  @Test
  void a2TheTwoTasksOfTheFloodHeadHaveThePublishedNumbers() {
    Plan first = plan("experiment=satlas_multiclass", "encoder.encoder_weights=w.pth");
    assertThat(first.optimizer().config()).isEqualTo(new AdamWConfig(5e-5, BETAS, 1e-8, 0.1));
    assertThat(first.config().samplesPerEpoch()).isEqualTo(5000);
    int batch = first.config().batchSize() * first.config().task().trainer().accumulation();
    assertThat(batch).isEqualTo(64);
    assertThat(first.metrics().best().key()).isEqualTo("NLL");
    Plan second = plan("experiment=flood_prediction", "model_weights.file=RUN");
    assertThat(second.optimizer().config()).isEqualTo(new AdamWConfig(1e-4, BETAS, 1e-8, 0));
    assertThat(((WeightedCrossEntropyConfig) second.criterion().config()).weights())
        .containsExactly(0.1, 0.5);
    assertThat(second.config().freeze()).containsExactly("feature_fusion.*");
    LrSchedule schedule = second.schedule().create(new ScheduleContext(1e-4, 1000));
    assertThat(schedule.at(0)).isCloseTo(1e-6, within(1e-18));
    assertThat(schedule.at(10)).isBetween(0.99e-4, 1e-4);
    assertThat(schedule.at(199)).isCloseTo(1e-8, within(1e-12));
  }

  @Test
  void d1ClaysPairFreezesTheEmbeddingsAndTrainsTheWholeControl() {
    Plan embeddings = plan("experiment=clay_pair");
    assertThat(embeddings.encoder().target()).isEqualTo("clay");
    assertThat(embeddings.config().finetuning()).isEqualTo(Finetune.NONE);
    Plan scratch = plan("experiment=clay_pair", "clay=scratch");
    assertThat(scratch.encoder().target()).isEqualTo("clay_scratch");
    assertThat(scratch.config().finetuning()).isEqualTo(Finetune.FULL);
    assertThat(answer("-m", "--dry-run", "experiment=clay_pair", "dataset=quickstart").said())
        .contains("clay=embeddings", "clay=scratch");
    // A run of the control: every parameter is trained.
    String said =
        answer(
                "experiment=clay_pair",
                "clay=scratch",
                "dataset=quickstart",
                "dataset.img_size=32",
                "dataset.training_chips=4",
                "dataset.test_chips=1",
                "encoder=clay_scratch_tiny",
                "encoder.input_size=32",
                "decoder.channels=[4,4]",
                "batch_size=2",
                "device=cpu",
                "task.trainer.n_epochs=1",
                "work_dir=" + folder,
                "cache_dir=" + folder.resolve("cache"))
            .fits()
            .said();
    Matcher counts = Pattern.compile("([\\d,]+) parameters, ([\\d,]+) of them").matcher(said);
    assertThat(counts.find()).isTrue();
    assertThat(counts.group(1)).isEqualTo(counts.group(2));
    assertThat(said).contains("IoU", "F1", "precision", "recall");
  }

  @Test
  void e1TheFifteenCommandLinesOfTheNotebookLackDataAndWeightsAlone() throws IOException {
    Path page = SharedFiles.projectRoot().resolve("docs/notebook.md");
    List<List<String>> commands = new ArrayList<>();
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("java -jar bench.jar --config-name")) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        commands.add(words.subList(3, words.size()));
      }
    }
    assertThat(commands).hasSize(15).doesNotHaveDuplicates();
    for (List<String> words : commands) {
      Plan plan = plan(words.subList(1, words.size()).toArray(String[]::new));
      assertThat(plan.config().task().trainer().nEpochs()).isEqualTo(16);
    }
    List<String> first = new ArrayList<>(commands.get(0));
    first.add("dataset.root_path=" + folder.resolve("none"));
    ProgramAnswer.to(first, folder).refuses("[Bench/MissingData]", "[Bench/MissingWeights]");
  }

  @Test
  void e1TheMatrixHas45JobsOfThreeKindsOfWeights() {
    String said = answer("-m", "--dry-run", "experiment=notebook_matrix").said();
    assertThat(said).contains("45 jobs");
    for (String transfer : List.of("frozen", "finetuned", "random")) {
      assertThat(said).contains("transfer=" + transfer);
    }
    Plan random = plan("experiment=notebook_matrix", "transfer=random", "encoder=prithvi");
    assertThat(random.encoderConfig().keys().encoderWeights()).isNull();
    assertThat(random.config().finetuning()).isEqualTo(Finetune.FULL);
  }

  private ProgramAnswer answer(String... words) {
    return ProgramAnswer.to(List.of(words), folder);
  }
}
