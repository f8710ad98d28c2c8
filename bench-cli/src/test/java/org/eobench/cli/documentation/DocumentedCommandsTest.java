package org.eobench.cli.documentation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.plugins.JarBuilder;
import org.eobench.cli.verbs.EncoderWeights;
import org.eobench.cli.verbs.Verbs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.plugin.PluginJars;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every command that the documentation and the help of the program tell a reader to type, on
 * tiny data and for one epoch. What needs more than this machine has is checked for unknown words
 * and keys.
 */
class DocumentedCommandsTest {
  /** Words that stand for something of the reader's own. */
  private static final List<String> PLACEHOLDERS =
      List.of("FOLDER", "FILE", "DIR", "RUN_DIR", "MY");

  /** Files that commands write, or that earlier ones wrote. */
  private static final List<String> MADE =
      List.of(
          "model.pt",
          "plan.jsonl",
          "scene.tif",
          "map.tif",
          "map.gpkg",
          "map.png",
          "embedded",
          "embedded_int8");

  private static final int S2_BANDS = 13;
  private static final int BURN_BANDS = 6;

  /** Commands of other programs, each with the test or the reason that stands for it. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          entry("mvn verify", "runs this very test"),
          entry("mvn -q -DskipTests package", "packages after this test"),
          entry("mvn -q -pl", "a build within the build"),
          entry("mvn -Pcoverage verify", "runs this very test"),
          entry("mvn -Pmutation", "runs tests for many minutes"),
          entry("mvn -Pjavadoc", "a build within the build; compiling checks the comments"),
          entry("mvn -Pnatives-macos", "a build within the build, for another system"),
          entry("mvn -q spotless:apply", "changes sources; the build itself runs spotless:check"),
          entry("mvn -q -Dmaven.test.skip=true install", "a build within the build"),
          entry("cd examples/embed", "EmbedIT compiles and runs the example"),
          entry("mvn -q compile exec:java", "EmbedIT compiles and runs the example"),
          entry(
              "java -XX:ArchiveClassesAtExit=bench.jsa", "all tests of the jar take that archive"),
          entry("jshell --class-path bench.jar", "JShellIT enters the lines of the page"),
          entry("cd examples/plugin-encoder", "RunIT builds and runs the example"),
          entry("mkdir -p build/classes", "RunIT builds and runs the example"),
          entry("javac --release 17", "RunIT builds and runs the example"),
          entry("cp -r resources/.", "RunIT builds and runs the example"),
          entry("jar --create --file", "RunIT builds and runs the example"),
          entry("curl --data-binary", "ServeIT sends an image to a service"),
          entry("python3 -m venv gpu", "needs a package index and a GPU"),
          entry("export PYTORCH_LIBRARY_PATH", "needs a GPU's libtorch"),
          entry("python3 - runs/NAME", "needs Python, which the project does not"));

  /** Has lists of its own, and counts steps. */
  private static final String FEW_LABELS = "experiment=few_labels";

  /** The probe of the experiment, with a tenth of its chips. */
  private static final String SMALL_PROBE =
      "probe.knn.run=['dataset=quickstart_classification','dataset.training_chips=40',"
          + "'dataset.test_chips=8','dataset.subset.k_shot=2','task=knn_probe','decoder=cls_knn',"
          + "'decoder.knn_k=1']";

  @TempDir static Path scratch;
  private static PluginJars example = PluginJars.NONE;

  /** Directories of sweeps so far: each holds one sweep. */
  private static int sweeps;

  @BeforeAll
  static void makeWhatTheCommandsTake() throws IOException {
    Path chip = Files.createDirectories(scratch.resolve("FOLDER"));
    int height = 512; // of which the least part, for validation, takes whole windows
    int width = 64;
    float[] labels = new float[height * width];
    float[] image = new float[S2_BANDS * labels.length];
    for (int i = 0; i < image.length; i++) {
      int pixel = i % labels.length;
      labels[pixel] = (pixel / width / 8 + pixel % width / 8) % 2;
      image[i] = 1000 + 500 * labels[pixel] + i % 17;
    }
    GeoTiffWriter.write(
        chip.resolve("Spain_1_S2Hand.tif"),
        GeoTiffSpec.plain(width, height, S2_BANDS, SampleType.UINT16),
        image);
    GeoTiffWriter.write(
        chip.resolve("Spain_1_LabelHand.tif"),
        GeoTiffSpec.plain(width, height, 1, SampleType.INT16),
        labels);
    GeoTiffWriter.write(
        scratch.resolve("scene.tif"),
        GeoTiffSpec.plain(width, 70, BURN_BANDS, SampleType.UINT16),
        new float[BURN_BANDS * 70 * width]);
    Files.createDirectories(scratch.resolve("DIR"));
    Files.createDirectories(scratch.resolve("MY/dataset"));
    Files.writeString(
        scratch.resolve("MY/dataset/NAME.yaml"),
        """
        defaults: [folder, _self_]
        images: {optical: '*_S2Hand.tif'}
        mask: '*_LabelHand.tif'
        bands: {optical: [B1, B2, B3, B4, B5, B6, B7, B8, B8A, B9, B10, B11, B12]}
        classes: [land, water]
        chip_size: 64
        split: {by: blocks, margin: 0}
        """);
    ProgramAnswer.to(tiny(List.of("experiment=quickstart")), scratch).fits();
    try (Stream<Path> runs = Files.list(scratch.resolve("runs"))) {
      Files.move(runs.findFirst().orElseThrow(), scratch.resolve("RUN_DIR"));
    }
    Files.copy(scratch.resolve("RUN_DIR/checkpoints/best.safetensors"), scratch.resolve("FILE"));
    writePlan();
    Files.writeString(scratch.resolve("empty.jsonl"), "");
    example = new PluginJars(List.of(exampleJar()));
  }

  private static void writePlan() {
    String plan = scratch.resolve("plan.jsonl").toString();
    List<String> words = List.of("-m", "--force", "--plan", plan, "experiment=quickstart");
    ProgramAnswer.to(tiny(words), scratch).fits();
  }

  private static Path exampleJar() throws IOException {
    Path folder = SharedFiles.projectRoot().resolve("examples/plugin-encoder");
    JarBuilder builder = new JarBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (name.startsWith("src/")) {
          builder.source(name.substring("src/".length()), Files.readString(file));
        } else if (name.startsWith("resources/")) {
          builder.resource(name.substring("resources/".length()), Files.readString(file));
        }
      }
    }
    return builder.build(
        scratch.resolve("plugins/conv-pyramid.jar"),
        scratch.resolve("plugin-build"),
        System.getProperty("java.class.path"));
  }

  /** Each once, however many pages show it. */
  static Collection<DocumentedCommand> commands() {
    Stream<DocumentedCommand> pages =
        DocumentedCommand.all(SharedFiles.projectRoot()).stream()
            .filter(DocumentedCommand::isProgram);
    Stream<DocumentedCommand> help =
        Verbs.ofProgram().all().stream().flatMap(verb -> DocumentedCommand.examples(verb).stream());
    Map<String, DocumentedCommand> once = new LinkedHashMap<>();
    Stream.concat(pages, help)
        .forEach(
            command -> once.putIfAbsent(command.words() + " " + command.wantsPlugin(), command));
    return once.values();
  }

  @Test
  void everyCommandOfAnotherProgramIsKnown() {
    List<DocumentedCommand> others =
        DocumentedCommand.all(SharedFiles.projectRoot()).stream()
            .filter(command -> !command.isProgram())
            .toList();
    assertThat(others)
        .allSatisfy(command -> assertThat(OTHERS.keySet()).anyMatch(command.text()::startsWith));
    assertThat(OTHERS.keySet())
        .as("entries that stand for a command")
        .allSatisfy(
            known -> assertThat(others).anyMatch(command -> command.text().startsWith(known)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void works(DocumentedCommand command) throws IOException {
    List<String> words = new ArrayList<>(command.words());
    words.replaceAll(DocumentedCommandsTest::given);
    switch (words.get(0)) {
      case "fetch" -> fetches(words);
      case "profile" -> profiles(words);
      case "verify" -> verifies(words);
      case "run-plan" -> runsPlan(words);
      case "help", "list", "version", "completion", "explain", "inspect" ->
          answer(command, words).fits();
      case "audit", "report", "compare", "gate", "calibrate" -> readsRuns(words);
      case "cache" -> {
        words.add("cache_dir=" + Files.createDirectories(scratch.resolve("cache")));
        answer(command, words).fits();
      }
      case "robustness" -> {
        // One corruption stands for all.
        words.addAll(List.of("--corruptions", "blur", "--severities", "1"));
        answer(command, words).fits();
      }
      case "embed" -> {
        words.add("--force"); // over those of another command
        runs(command, words);
      }
      case "predict" -> {
        if (words.size() > 2 && words.get(2).endsWith("scene.tif")) {
          words.add("--force"); // over the map of another command
        }
        runs(command, words);
      }
      case "serve" -> serves(command, words);
      case "attention", "analyse" -> answer(command, looking(words)).fits();
      case "export" -> {
        Files.deleteIfExists(scratch.resolve("model.pt")); // of the same command elsewhere
        answer(command, words).fits().says("model.pt");
      }
      case "pretrain" -> pretrains(command, words);
      case "describe" -> {
        // Pages and pictures go elsewhere than into the sources.
        words.replaceAll(
            word ->
                word.equals("docs") || word.endsWith(".png")
                    ? scratch.resolve(word).toString()
                    : word);
        if (!words.contains("--pages")) {
          words.add("cache_dir=" + scratch.resolve("cache"));
        }
        answer(command, words).fits();
      }
      default -> runs(command, words);
    }
  }

  /** One epoch of one update with small heads, whose schedules are no longer than that. */
  private static void pretrains(DocumentedCommand command, List<String> words) {
    if (words.contains("--cfg")) {
      answer(command, words).fits();
      return;
    }
    words.addAll(
        List.of(
            "device=cpu",
            "batch_size=2",
            "epochs=1",
            "samples_per_epoch=2",
            "num_workers=1",
            "work_dir=" + scratch.resolve("runs"),
            "cache_dir=" + scratch.resolve("cache")));
    if (words.contains("dataset=hlsburnscars")) {
      answer(command, words).refuses("root_path");
      return;
    }
    words.addAll(
        List.of(
            "method.dino.head={n_prototypes:16,hidden_dim:16,bottleneck_dim:8,nlayers:2}",
            "method.dino.freeze_last_layer_epochs=0",
            "method.teacher.warmup_teacher_temp_epochs=0",
            "method.optim.warmup_epochs=0"));
    if (words.stream().anyMatch(word -> word.contains("quickstart"))) {
      words.addAll(List.of("dataset.img_size=64", "dataset.training_chips=8"));
    }
    if (words.contains("experiment=pretrain_quickstart")) {
      words.add(SMALL_PROBE);
    }
    answer(command, words).fits();
  }

  /** A service runs until it is stopped; here everything is done but that it listens. */
  private static void serves(DocumentedCommand command, List<String> words) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      words.addAll(List.of("--port", String.valueOf(taken.getLocalPort())));
      answer(command, words).refuses("[Bench/CannotListen]");
    }
  }

  /**
   * The runs of the reader are not here, and tests of each verb read runs of their own. Here the
   * words are looked at: a wrong flag among them is refused, and nothing else is before it.
   */
  private static void readsRuns(List<String> words) {
    List<String> wrong = new ArrayList<>(words);
    wrong.add("--nonsense");
    ProgramAnswer.to(wrong, scratch).refuses("--nonsense");
  }

  /** A file or folder of ours for a word that stands for one of the reader's. */
  private static String given(String word) {
    int value = word.indexOf('=') + 1;
    String name = word.substring(value);
    boolean stands = PLACEHOLDERS.contains(name) || MADE.contains(name);
    return stands ? word.substring(0, value) + scratch.resolve(name) : word;
  }

  private static ProgramAnswer answer(DocumentedCommand command, List<String> words) {
    PluginJars none = PluginJars.NONE;
    return ProgramAnswer.to(words, command.wantsPlugin() ? example : none, scratch);
  }

  private static void runs(DocumentedCommand command, List<String> words) {
    if (words.contains("--cfg")) {
      answer(command, words).fits();
    } else if (words.contains("device=gpu") || words.contains("encoder=torchscript")) {
      // A GPU, and a model that Python makes: here only the words are looked at.
      words.addAll(List.of("--cfg", "job"));
      answer(command, words).fits();
    } else if (words.contains("dataset=hlsburnscars")) {
      // "It tells how to get data and weights."
      answer(command, tiny(words)).refuses("root_path", "fetch weights ");
    } else if (words.contains("--resume")) {
      answer(command, words).refuses("[Bench/NoSweep]"); // there is none, but the words are right
    } else if (words.stream().anyMatch(word -> word.startsWith("dataset.subset.index="))) {
      // It names a run that the reader has.
      answer(command, tiny(words)).refuses("there is no index file", "dataset.subset.fraction=0.1");
    } else if (words.contains("-m")) {
      sweeps(command, tiny(words));
    } else {
      answer(command, tiny(words)).fits();
    }
  }

  /** Runs the line of a plan; takes the lines of an empty one, as each takes a process. */
  private static void runsPlan(List<String> words) {
    writePlan(); // over that of another command
    if (words.contains("--claim")) {
      words.replaceAll(word -> word.replace("plan.jsonl", "empty.jsonl"));
      ProgramAnswer.to(words, scratch).fits().says("of the 0 lines of the plan");
    } else if (words.contains("--index")) {
      ProgramAnswer.to(words, scratch).fits().says("n=1");
    } else {
      ProgramAnswer.to(words, scratch).refuses("[Bench/NoIndex]"); // no scheduler is here
    }
  }

  /** Composes and checks all jobs, and runs the last one: each takes a process. */
  private static void sweeps(DocumentedCommand command, List<String> words) {
    List<String> all = new ArrayList<>(words);
    if (words.contains("--plan")) {
      all.add("--force"); // over that of another command
      answer(command, all).fits().says("jobs were written");
      return;
    }
    if (words.contains("--dry-run")) {
      answer(command, words).fits();
      return;
    }
    all.add("--dry-run");
    answer(command, all).fits();
    if (words.stream().anyMatch(word -> word.startsWith("search="))) {
      return; // dozens of processes; SearchCommand composes a trial of each study before any runs
    }
    if (words.contains("experiment=notebook_matrix")) {
      return; // it has lists of its own, and its jobs need weights
    }
    List<String> last = new ArrayList<>(words);
    last.replaceAll(word -> word.replaceFirst("^(\\w+=).*,", "$1"));
    if (last.contains(FEW_LABELS)) {
      last.addAll(List.of("dataset.subset.fraction=0.5", "seed=1"));
    }
    assertThat(last).as("a list of values").isNotEqualTo(words);
    answer(command, last).fits();
  }

  /** The same run on tiny data for one epoch. */
  private static List<String> tiny(List<String> words) {
    List<String> tiny = new ArrayList<>(words);
    tiny.addAll(
        List.of(
            "device=cpu",
            "batch_size=2",
            "num_workers=1",
            "test_num_workers=1",
            words.contains(FEW_LABELS) ? "task.trainer.n_steps=2" : "task.trainer.n_epochs=1",
            "work_dir=" + scratch.resolve("runs"),
            "hydra.sweep.dir=" + scratch.resolve("multirun" + sweeps++),
            "cache_dir=" + scratch.resolve("cache")));
    if (words.stream().anyMatch(word -> word.contains("=quickstart") || word.equals(FEW_LABELS))) {
      tiny.addAll(
          List.of("dataset.img_size=64", "dataset.training_chips=8", "dataset.test_chips=4"));
      if (words.contains("dataset.subset.fraction=0.1")) {
        tiny.add("dataset.training_chips=24"); // of which two are drawn, enough for batch norm
      }
    }
    return tiny;
  }

  /** Looks at the images that the pages name, with the encoder of a tiny run or without a run. */
  private static List<String> looking(List<String> words) {
    List<String> looking = new ArrayList<>(words);
    looking.addAll(
        List.of(
            "device=cpu",
            "cache_dir=" + scratch.resolve("cache"),
            "--force",
            "--out",
            scratch.resolve("looked").toString()));
    if (words.contains("dataset=quickstart_classification")) {
      looking.addAll(List.of("dataset.training_chips=40", "dataset.test_chips=20"));
    }
    if (words.contains(scratch.resolve("RUN_DIR").toString())) {
      looking.addAll(
          List.of("dataset.img_size=128", "dataset.training_chips=30", "dataset.test_chips=8"));
    }
    return looking;
  }

  /** Fetching needs the network: there is a published file and an address. */
  private static void fetches(List<String> words) {
    if (words.get(1).equals("dataset")) {
      return;
    }
    assertThat(words.get(1)).isEqualTo("weights");
    String encoder = words.get(2).equals("ENCODER") ? "dofa" : words.get(2);
    List<String> overrides = words.subList(3, words.size());
    assertThat(EncoderWeights.file(PluginJars.NONE, encoder, overrides).toString())
        .contains("https://");
  }

  /** Profiling takes minutes to hours: a wrong flag or option is refused before it begins. */
  private static void profiles(List<String> words) {
    List<String> wrong = new ArrayList<>(words);
    wrong.add("--nonsense");
    ProgramAnswer.to(wrong, scratch).refuses("--nonsense");
    for (String word : words) {
      if (word.startsWith("encoder=") || word.startsWith("decoder=")) {
        String group = word.substring(0, word.indexOf('='));
        for (String option : word.substring(group.length() + 1).split(",", -1)) {
          ProgramAnswer.to(
                  List.of(
                      "--cfg",
                      "job",
                      "dataset=quickstart",
                      "encoder=dofa_tiny",
                      "decoder=seg_linear",
                      group + "=" + option),
                  scratch)
              .fits();
        }
      }
    }
  }

  /** The recorded values lie elsewhere; an empty folder shows that the words are right. */
  private static void verifies(List<String> words) {
    words.remove("device=gpu");
    ProgramAnswer.to(words, scratch).refuses(scratch.resolve("DIR").toString());
  }
}
