package org.eobench.testing.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eobench.core.dataset.subset.SubsetFacts;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.Scores;
import org.eobench.core.outcome.Cost;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.outcome.TestSamplesFile;
import org.eobench.core.provenance.Environment;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.provenance.GitInfo;
import org.eobench.core.provenance.Program;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.provenance.Threads;
import org.eobench.core.results.ConfusionCsv;
import org.eobench.core.results.RunFacts;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunName;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.core.train.MetricLog;
import org.jspecify.annotations.Nullable;

/**
 * A run that did not take place, written as real ones are. Its predictions are drawn: a pixel is
 * right with a probability that depends on encoder, decoder, data set, sample and seed. All scores
 * are computed from these predictions by the program's own metrics, so they agree with each other.
 */
public final class SyntheticRun {
  private static final LocalDateTime START = LocalDateTime.of(2026, 11, 1, 8, 0);
  private static final int MINUTES = 7;
  private static final int TRAINING = 100;

  private final Map<String, String> choices = new TreeMap<>();
  private Encoder.@Nullable StoredMaps embeddings;
  private final List<String> overrides = new ArrayList<>();
  private final long seed;
  private int version = 1;
  private @Nullable SubsetFacts subset;
  private String protocol = "eo-bench";
  private String precision = "fp32";
  private String filled = "";
  private String salt = "";
  private String cpu = "Synthetic CPU @ 2.50GHz";
  private MetricRules rules = MetricRules.PLAIN;
  private double quality = Double.NaN;
  private int epochs = 3;
  private int minute;
  private RunState state = RunState.COMPLETE;
  private boolean outcome = true;
  private boolean idle;

  private SyntheticRun(String encoder, String decoder, String dataset, long seed) {
    choices.putAll(Map.of("encoder", encoder, "decoder", decoder, "dataset", dataset));
    choices.forEach((group, option) -> overrides.add(group + "=" + option));
    overrides.add("seed=" + seed);
    this.seed = seed;
  }

  /** A complete run of today's version. */
  public static SyntheticRun of(String encoder, String decoder, String dataset, long seed) {
    return new SyntheticRun(encoder, decoder, dataset, seed);
  }

  /** With another version of the data, whose labels differ. */
  public SyntheticRun version(int other) {
    version = other;
    return this;
  }

  /** With another protocol and its rules. */
  public SyntheticRun protocol(String name, MetricRules other) {
    protocol = name;
    rules = other;
    overrides.add("protocol=" + name);
    return this;
  }

  /** With another number format. */
  public SyntheticRun precision(String format) {
    precision = format;
    overrides.add("precision=" + format);
    return this;
  }

  /** With bands that the data lack, such as {@code optical: B10}. */
  public SyntheticRun filled(String bands) {
    filled = bands;
    return this;
  }

  /** With a further argument, such as {@code optimizer.lr=0.01}. */
  public SyntheticRun with(String override) {
    overrides.add(override);
    return this;
  }

  /** With a share of the training images. */
  public SyntheticRun fraction(double share) {
    String hash = FileHash.sha256(choices + " " + share);
    subset = new SubsetFacts(share, null, "random", seed, Map.of("train", TRAINING), hash);
    return with("dataset.subset.fraction=" + share);
  }

  /** With the same arguments, but another configuration file behind them. */
  public SyntheticRun edited(String difference) {
    salt = difference;
    return this;
  }

  /** On stored embeddings of an encoder, whose folder is called like their format. */
  public SyntheticRun embeddings(String of, String format, int width, double bytes) {
    embeddings = new Encoder.StoredMaps(of, format, width, bytes, null);
    return with("encoder.path=" + format);
  }

  /** On another machine. */
  public SyntheticRun on(String processor) {
    cpu = processor;
    return this;
  }

  /** With a fixed probability of a right pixel. */
  public SyntheticRun quality(double probability) {
    quality = probability;
    return this;
  }

  /** With predictions that the seed does not change. */
  public SyntheticRun idleSeed() {
    idle = true;
    return this;
  }

  /** With so many epochs; 0 for a decoder that is fitted. */
  public SyntheticRun epochs(int count) {
    epochs = count;
    return this;
  }

  /** Later than other runs, by so many steps of time. */
  public SyntheticRun later(int steps) {
    minute = steps * MINUTES;
    return this;
  }

  /** Ended so; only a complete run has an outcome. */
  public SyntheticRun state(RunState other) {
    state = other;
    return this;
  }

  /** As earlier versions wrote it, without an outcome. */
  public SyntheticRun old() {
    outcome = false;
    return this;
  }

  /** Its identity, as {@code run.json} names it. */
  public String fingerprint() {
    // The time is not part of a fingerprint, so that the same run twice is a duplicate.
    return FileHash.sha256(
        choices + " " + new TreeMap<>(args()) + protocol + precision + version + salt);
  }

  /** Writes the run directory below a folder and returns it. */
  public Path write(Path folder) {
    LocalDateTime time = START.plusMinutes(minute);
    String name = RunName.of(time, fingerprint(), choices);
    RunRecord planned = record(name, fingerprint(), time.toInstant(ZoneOffset.UTC));
    try (RunDirectory directory = RunDirectory.create(folder, planned)) {
      work(directory);
      return directory.path();
    }
  }

  /** Goes on in the directory of a run that did not end, as {@code resume=true} does. */
  public void resume(Path run) {
    try (RunDirectory directory = RunDirectory.open(run)) {
      directory.save(directory.record().resumed());
      work(directory);
    }
  }

  private void work(RunDirectory directory) {
    RunRecord record = directory.record().madeOf(provenance(), List.of());
    SyntheticScores drawn =
        new SyntheticScores(new MetricContext(classes(), 255, "", rules), dataset(), right());
    try (MetricLog log = new MetricLog(directory.metrics(), 0)) {
      learn(log);
      if (state == RunState.COMPLETE && outcome) {
        Scores scores = drawn.scores(idle ? 0 : seed);
        log.append(MetricLog.scores("test", scores));
        record = record.found(outcome(record.name(), drawn, scores));
        keep(directory, drawn, scores);
      }
    }
    directory.save(record);
    if (state != RunState.RUNNING) { // which a killed one stays
      directory.end(state, state == RunState.FAILED ? "[Bench/Example] it failed" : null);
    }
  }

  private static void keep(RunDirectory directory, SyntheticScores drawn, Scores scores) {
    directory.write(
        TestSamplesFile.NAME,
        out ->
            TestSamplesFile.write(
                TestSamples.of(
                    scores.samples(), Map.of(), SegmentationScoring.METRICS, drawn.context()),
                out));
    directory.write(
        ConfusionCsv.FILE,
        out ->
            ConfusionCsv.write(
                ConfusionCsv.of(scores).orElseThrow(), drawn.context().classes(), out));
  }

  /** The same for every seed. */
  private String experiment() {
    Map<String, String> args = args();
    args.remove("seed");
    args.keySet().removeIf(key -> !Fingerprint.counts(key, "any"));
    return FileHash.sha256(choices + " " + args + protocol + precision + version + salt);
  }

  private Map<String, String> args() {
    Map<String, String> args = new TreeMap<>();
    overrides.forEach(
        word -> args.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('='))));
    return args;
  }

  private RunRecord record(String name, String fingerprint, Instant instant) {
    return new RunRecord(
        RunRecord.VERSION,
        name,
        RunState.RUNNING,
        fingerprint,
        experiment(),
        choices,
        List.copyOf(overrides),
        protocol,
        seed,
        instant.toString(),
        null,
        1,
        null,
        null,
        0,
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  private String choice(String group) {
    return Objects.requireNonNull(choices.get(group));
  }

  private String dataset() {
    return choice("dataset") + version;
  }

  private List<String> classes() {
    List<String> all = List.of("water", "forest", "built-up", "crops", "bare ground");
    return all.subList(0, 3 + Math.floorMod(choice("dataset").hashCode(), 3));
  }

  /** The probability of a right pixel: 0.35 to 0.9 by encoder, some by decoder, little by seed. */
  private double right() {
    if (!Double.isNaN(quality)) {
      return quality;
    }
    double encoder = share(choice("encoder"));
    double decoder = share(choice("decoder"));
    double ease = share(choice("dataset"));
    double luck = share(choices + " " + seed);
    double labels =
        Double.parseDouble(args().getOrDefault("dataset.subset.fraction", "=1").substring(1));
    double full = 0.35 + 0.4 * encoder + 0.08 * decoder + 0.05 * ease + 0.02 * luck;
    return full * (1 + 0.12 * Math.log10(labels));
  }

  private static double share(String text) {
    return Integer.parseInt(FileHash.sha256(text).substring(0, 4), 16) / 65536.0;
  }

  private void learn(MetricLog log) {
    double end = right();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double progress = 1 - Math.exp(-3.0 * epoch / epochs);
      Map<String, Object> train = new LinkedHashMap<>();
      train.put("kind", "train");
      train.put("epoch", epoch);
      train.put("iteration", 10 * epoch);
      train.put("loss", 1.6 - progress);
      train.put("loss_mean", 1.7 - progress);
      log.append(train);
      Map<String, Object> val = new LinkedHashMap<>();
      val.put("kind", "val");
      val.put("epoch", epoch);
      val.put("iteration", 10 * epoch);
      val.put("mIoU", end * progress * 0.8);
      val.put("mF1", end * progress);
      val.put("best", end * progress * 0.8);
      log.append(val);
    }
  }

  private Outcome outcome(String name, SyntheticScores drawn, Scores scores) {
    Map<String, MetricFacts> facts = new LinkedHashMap<>();
    for (Metric<?> metric : SegmentationScoring.METRICS) {
      if (scores.values().containsKey(metric.key())) {
        facts.put(metric.key(), new MetricFacts(metric.better(), metric.unit()));
      }
    }
    long parameters = Math.round(1e6 * (1 + 90 * share(choice("encoder"))));
    double speed = 4000.0 / (1 + parameters / 1e6);
    return new Outcome(
        facts(name),
        "mIoU",
        scores.values(),
        drawn.constant(),
        facts,
        drawn.context(),
        scores.sheet(),
        Map.of("train", drawn.shares(), "test", drawn.shares()),
        epochs,
        IntStream.rangeClosed(1, epochs).boxed().toList(),
        new Cost(
            parameters,
            100_000,
            250 * parameters,
            2,
            60.0 * epochs,
            3,
            speed,
            900 + parameters / 1e5),
        FileHash.sha256(SyntheticScores.counts(scores)));
  }

  private RunFacts facts(String name) {
    return new RunFacts(
        name,
        choice("dataset"),
        version,
        "segmentation",
        "test",
        SyntheticScores.SAMPLES,
        choice("encoder"),
        "random",
        "none",
        choice("decoder"),
        epochs == 0 ? "fitted" : "best (epoch " + epochs + " of " + epochs + ")",
        protocol,
        seed,
        precision,
        filled,
        null,
        0,
        null,
        null,
        null,
        subset == null ? null : "fraction=" + subset.fraction(),
        List.of());
  }

  private Provenance provenance() {
    return new Provenance(
        new Program("0.1.0", null, new GitInfo("0123456789abcdef0123456789abcdef01234567", false)),
        new Environment(
            "17.0.16",
            "OpenJDK",
            "Linux 6.1",
            "amd64",
            cpu,
            2,
            4L << 30,
            "0.36.0",
            "PyTorch 2.7.1",
            null,
            "cpu",
            precision),
        null,
        new Provenance.Data(
            choice("dataset"),
            version,
            Map.of("train", trained(), "val", 8, "test", SyntheticScores.SAMPLES),
            Map.of("test", FileHash.sha256(dataset())),
            Map.of(),
            null,
            null,
            List.of(),
            Map.of("optical", FileHash.sha256(dataset() + " statistics")),
            subset),
        new Threads(2, 1, 2, 1, null),
        List.of(),
        null,
        embeddings);
  }

  private int trained() {
    Double share = subset == null ? null : subset.fraction();
    return share == null ? TRAINING : (int) Math.max(1, Math.round(share * TRAINING));
  }
}
