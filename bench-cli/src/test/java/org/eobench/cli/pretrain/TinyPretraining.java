package org.eobench.cli.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.eobench.pretrain.run.PretrainResult;
import org.eobench.pretrain.run.Pretraining;

/** A pretraining of seconds: a tiny transformer on few drawn chips. */
final class TinyPretraining {
  /** The probe of {@link #words} with {@code probe=knn}. */
  static final String PROBE =
      "probe.knn.run=['dataset=quickstart_classification','dataset.training_chips=12',"
          + "'dataset.test_chips=6','dataset.img_size=32','task=knn_probe','decoder=cls_knn',"
          + "'decoder.knn_k=3','num_workers=0','test_num_workers=0']";

  private final Path folder;
  final List<String> said = new ArrayList<>();

  TinyPretraining(Path folder) {
    this.folder = folder;
  }

  /** Two epochs of three updates, each of two batches of two samples. */
  List<String> words(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "encoder=vit_tiny",
                "encoder.input_size=16",
                "encoder.patch_size=4",
                "encoder.embed_dim=16",
                "encoder.depth=2",
                "encoder.num_heads=2",
                "encoder.output_layers=[0,1]",
                "dataset=quickstart",
                "dataset.img_size=32",
                "dataset.training_chips=14",
                "dataset.test_chips=2",
                "method.local_crops=2",
                "method.dino.head={n_prototypes:16,hidden_dim:16,bottleneck_dim:8,nlayers:2}",
                "method.teacher.warmup_teacher_temp_epochs=1",
                "method.optim.warmup_epochs=1",
                "batch_size=2",
                "accumulation=2",
                "epochs=2",
                "num_workers=0",
                "device=cpu",
                "log_interval=1",
                "work_dir=" + folder.resolve("runs"),
                "cache_dir=" + folder.resolve("cache")));
    words.addAll(List.of(more));
    return words;
  }

  PretrainResult run(String... more) {
    return run(new StopSignal(), step -> {}, more);
  }

  /** What happens after each step. */
  interface AfterStep {
    void at(long iteration);
  }

  /** Runs; {@code after} may stop it or throw, as a process that dies does. */
  PretrainResult run(StopSignal stop, AfterStep after, String... more) {
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void message(String text) {
            said.add(text);
          }

          @Override
          public void step(org.eobench.core.progress.TrainingStep step) {
            after.at(step.iteration());
          }
        };
    try (Bench bench = Bench.open(BenchOptions.defaults().listener(listener))) {
      return pretraining(bench, listener, stop).run(request(words(more)));
    }
  }

  static Pretraining pretraining(Bench bench, ProgressListener listener, StopSignal stop) {
    return new Pretraining(
        bench.components(),
        words -> bench.prepare(words.toArray(String[]::new)).request(),
        listener,
        stop);
  }

  static RunRequest request(List<String> words) {
    return RunRequest.of(
        Configs.pretraining(PluginJars.NONE).compose(CommandLine.parse(words)), List.of());
  }

  /** The values of a checkpoint by name, bit by bit, without its metadata. */
  static Map<String, List<Float>> values(Path checkpoint) {
    Map<String, List<Float>> values = new TreeMap<>();
    try (TensorFile file = TensorFile.open(checkpoint)) {
      for (TensorInfo info : file.tensors()) {
        List<Float> list = new ArrayList<>();
        for (float value : file.floats(info.name())) {
          list.add(value);
        }
        values.put(info.name(), list);
      }
    }
    return values;
  }

  /** All tensors of the last state, those of the encoder included. */
  static Map<String, List<Float>> everything(Path run) {
    Map<String, List<Float>> all = new LinkedHashMap<>();
    all.putAll(values(run.resolve("checkpoints/last.safetensors")));
    all.putAll(values(run.resolve("checkpoints/encoder.safetensors")));
    return all;
  }

  /** The lines of a kind in the metric log, without what differs between two machines. */
  static List<String> lines(Path run, String kind) {
    try (Stream<String> lines = Files.lines(run.resolve("metrics.jsonl"))) {
      return lines
          .filter(line -> line.startsWith("{\"kind\":\"" + kind + "\""))
          .map(line -> line.replaceFirst(",\"samples_per_second\":[^}]*", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
