package org.eobench.cli.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.sweep.JobOutcome;
import org.eobench.cli.sweep.JobRun;
import org.eobench.cli.sweep.SweepCommand;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.cli.sweep.SweepJobs;
import org.eobench.cli.sweep.SweepOptions;
import org.eobench.cli.sweep.SweepScore;
import org.eobench.cli.sweep.SweepSession;
import org.eobench.cli.sweep.ValidationLog;
import org.eobench.cli.sweep.journal.PlannedSweep;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlWriter;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.train.TrainerConfig;

/** {@code -m search=NAME}: one study for each combination of the values that the line lists. */
public final class SearchCommand {
  private final Invocation invocation;
  private final CommandLine whole;
  private final SearchWords words;
  private final ConfigCommand configs;
  private final SweepOptions options;
  private final Map<Study, SweepJob> bases = new HashMap<>();
  private int jobs;

  /**
   * @param whole the command line with the words of the search
   */
  public SearchCommand(
      Invocation invocation,
      CommandLine whole,
      SearchWords words,
      ConfigCommand configs,
      SweepOptions options) {
    this.invocation = invocation;
    this.whole = whole;
    this.words = words;
    this.configs = configs;
    this.options = options;
  }

  /** Searches, or only says what would be searched with {@code --dry-run}. */
  public ExitCode run(SweepPlan plan) {
    ConfigNode node = words.node(configs);
    SearchConfig config = SearchWords.config(node);
    Problems problems = new Problems();
    List<Dimension> space = SearchSpace.read(config.space(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    plan.warnings().forEach(warning -> invocation.out().println("warning: " + warning));
    try (Bench bench = invocation.bench()) {
      SweepJobs bases = SweepJobs.of(plan, words.others(), bench);
      List<Study> studies = studies(plan, bases, config, space, bench);
      announce(studies, config, space);
      if (whole.has("dry-run")) {
        return ExitCode.OK;
      }
      PlannedSweep planned = planned(bases, YamlWriter.write(node));
      try (SweepSession session =
          SweepSession.open(bases.directory(), planned, options, invocation)) {
        return search(studies, config, bases.directory(), session, bench);
      }
    }
  }

  private List<Study> studies(
      SweepPlan plan,
      SweepJobs jobsOfPlan,
      SearchConfig config,
      List<Dimension> space,
      Bench bench) {
    List<Study> studies = new ArrayList<>();
    for (ComposedJob job : plan.jobs()) {
      int number = Objects.requireNonNull(job.number());
      SweepJob base = jobsOfPlan.jobs().get(number);
      Plan read = bench.prepare(job.composition()).plan();
      config.requireOtherSeeds(read.config().seed());
      TrainerConfig trainer = read.config().task().trainer();
      List<Integer> rungs = Rungs.epochs(config, trainer.nEpochs(), trainer.evalInterval());
      Study study =
          new Study(
              number,
              base.label(),
              config,
              space,
              rungs,
              Objects.requireNonNull(jobsOfPlan.metrics().get(number)));
      bases.put(study, base);
      studies.add(study);
      // One trial is composed now: a key that does not exist is reported before anything runs.
      compose(base, space.stream().map(d -> d.key() + "=" + d.text(d.low())).toList(), bench);
    }
    return studies;
  }

  private void announce(List<Study> studies, SearchConfig config, List<Dimension> space) {
    String keys = space.stream().map(Dimension::key).collect(Collectors.joining(", "));
    invocation
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "search by %s: %d %s of %d trials over %s",
                config.method(),
                studies.size(),
                studies.size() == 1 ? "study" : "studies",
                config.trials(),
                keys));
    for (Study study : studies) {
      invocation.out().println("  " + study.number() + "  " + study.label());
    }
  }

  private PlannedSweep planned(SweepJobs bases, String search) {
    return new PlannedSweep(
        SweepCommand.words(whole),
        bases.jobs().stream()
            .map(
                job ->
                    new PlannedSweep.Job(
                        job.label(), FileHash.sha256(job.fingerprint() + "\n" + search)))
            .toList());
  }

  private ExitCode search(
      List<Study> studies, SearchConfig config, Path directory, SweepSession session, Bench bench) {
    for (List<Round> round = round(studies, directory, bench);
        !round.isEmpty();
        round = round(studies, directory, bench)) {
      List<JobOutcome> outcomes = session.run(round.stream().map(Round::job).toList(), true);
      if (session.isStopped() || isCutOff(outcomes)) {
        return unfinished(session, directory, session.isStopped());
      }
      for (int i = 0; i < round.size(); i++) {
        record(round.get(i), outcomes.get(i));
      }
      for (Study study : studies) {
        int epochs = study.epoch();
        study.compared().forEach(trial -> prune(trial, epochs));
      }
    }
    return repeat(studies, config, directory, session, bench);
  }

  /** The trial of a study on the way to its next rung. */
  private record Round(Study study, Trial trial, SweepJob job) {}

  private List<Round> round(List<Study> studies, Path directory, Bench bench) {
    List<Round> round = new ArrayList<>();
    for (Study study : studies) {
      SweepJob base = Objects.requireNonNull(bases.get(study));
      List<Trial> next =
          study.next((overrides, index) -> job(base, overrides, directory, study, bench));
      for (Trial trial : next) {
        round.add(new Round(study, trial, trial.job().until(study.untilEpoch())));
      }
    }
    return round;
  }

  /** Lets the record of a trial say why it was stopped, for reports and people. */
  private static void prune(Trial trial, int epochs) {
    Path run = JobRun.of(trial.job()).directory();
    if (run != null) {
      RunDirectory.prune(run, epochs);
    }
  }

  private static void record(Round round, JobOutcome outcome) {
    Path run = JobRun.of(round.job()).directory();
    if (!outcome.isDone() || run == null) {
      return; // it failed, and keeps the rung and the score that it had
    }
    RunDirectory.markTrial(run);
    Study study = round.study();
    double best =
        ValidationLog.of(run).values(study.metric().key(), study.epoch()).stream()
            .min(Comparator.comparingDouble(s -> Study.loss(study.metric(), s)))
            .orElse(Double.NaN);
    round.trial().reached(study.rung(), best);
  }

  private boolean isCutOff(List<JobOutcome> outcomes) {
    return outcomes.stream().anyMatch(o -> o.state() == JobOutcome.State.INTERRUPTED)
        || (options.failFast()
            && outcomes.stream().anyMatch(o -> o.state() == JobOutcome.State.FAILED));
  }

  private static ExitCode unfinished(SweepSession session, Path directory, boolean stopped) {
    session.message(
        "the search is not finished. To go on: java -jar bench.jar -m --resume " + directory);
    return stopped ? ExitCode.INTERRUPTED : ExitCode.FAILURE;
  }

  /** Trains the best trial of each study again with other seeds, and reports. */
  private ExitCode repeat(
      List<Study> studies, SearchConfig config, Path directory, SweepSession session, Bench bench) {
    Map<Study, List<SweepJob>> repetitions = new HashMap<>();
    for (Study study : studies) {
      List<SweepJob> own = new ArrayList<>();
      study
          .winner()
          .ifPresent(
              winner -> {
                for (long seed : config.winnerSeeds()) {
                  List<String> overrides = new ArrayList<>(winner.overrides());
                  overrides.add("seed=" + seed);
                  SweepJob base = Objects.requireNonNull(bases.get(study));
                  own.add(job(base, overrides, directory, study, bench));
                }
              });
      repetitions.put(study, own);
    }
    List<SweepJob> all =
        studies.stream().flatMap(s -> repetitions.getOrDefault(s, List.of()).stream()).toList();
    List<JobOutcome> outcomes = session.run(all, true);
    if (session.isStopped() || isCutOff(outcomes)) {
      return unfinished(session, directory, session.isStopped());
    }
    session.message("");
    for (Study study : studies) {
      SweepScore score = new SweepScore(study.metric());
      List<Double> tested =
          Objects.requireNonNull(repetitions.get(study)).stream()
              .map(job -> score.value(job.directory()))
              .toList();
      SearchText.lines(study, tested).forEach(session::message);
    }
    SearchText.note(config).forEach(session::message);
    boolean sound =
        outcomes.stream().allMatch(JobOutcome::isDone)
            && studies.stream().allMatch(study -> study.winner().isPresent());
    return sound ? ExitCode.OK : ExitCode.FAILURE;
  }

  private SweepJob job(
      SweepJob base, List<String> overrides, Path directory, Study study, Bench bench) {
    int number = jobs++;
    Path own = directory.resolve(String.valueOf(number));
    List<String> label = new ArrayList<>();
    if (!base.overrides().isEmpty()) {
      label.add(study.label());
    }
    label.addAll(overrides);
    return SweepJobs.job(
        number, label, arguments(base, overrides, own), own, compose(base, overrides, bench));
  }

  private PreparedRun compose(SweepJob base, List<String> overrides, Bench bench) {
    List<String> arguments = arguments(base, overrides, base.directory());
    CommandLine line = CommandLine.parse(arguments.subList(1, arguments.size()));
    PreparedRun run = bench.prepare(configs.compose(line));
    if (!run.plan().config().train()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NothingToSearch", "train=false trains nothing that could be searched")
              .at("train=false")
              .next("leave out train"));
    }
    return run;
  }

  /** The arguments of the study's own job with further overrides and another directory. */
  private static List<String> arguments(SweepJob base, List<String> overrides, Path directory) {
    List<String> arguments =
        new ArrayList<>(base.arguments().subList(0, base.arguments().size() - 1));
    arguments.addAll(overrides);
    arguments.add(SweepJobs.workDir(directory));
    return arguments;
  }
}
