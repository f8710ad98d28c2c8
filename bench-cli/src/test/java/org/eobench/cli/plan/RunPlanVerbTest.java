package org.eobench.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.cost.CostEstimate;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.process.Interruption;
import org.eobench.cli.sweep.JobEnd;
import org.eobench.cli.sweep.JobLauncher;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.cli.verbs.Verbs;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.train.StopSignal;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPlanVerbTest {
  private static final Duration LEASE = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private Path plan;

  @BeforeEach
  void write() {
    plan = folder.resolve("plan.jsonl");
    ProgramAnswer.to(
            List.of(
                "-m",
                "--plan",
                plan.toString(),
                "experiment=quickstart",
                "seed=1,2,3",
                "hydra.sweep.dir=" + folder.resolve("sweep")),
            folder)
        .fits()
        .says("3 jobs were written", "run-plan " + plan + " --index K");
  }

  @Test
  void aPlanHasOneLineForEachJob() {
    List<PlanLine> lines = PlanFile.read(plan);
    assertThat(lines).extracting(PlanLine::label).containsExactly("seed=1", "seed=2", "seed=3");
    assertThat(lines).extracting(PlanLine::index).containsExactly(0, 1, 2);
    assertThat(lines).extracting(PlanLine::fingerprint).doesNotHaveDuplicates();
    assertThat(lines.get(1).arguments()).startsWith("run").contains("seed=2");
    assertThat(folder.resolve("sweep")).doesNotExist();
  }

  @Test
  void aLineHasTheTimeThatEarlierRunsTook() throws IOException {
    SyntheticRun.of("dofa_tiny", "seg_linear", "quickstart", 1)
        .epochs(2)
        .write(folder.resolve("runs"));
    Path costly = folder.resolve("costly.jsonl");
    ProgramAnswer.to(
            List.of(
                "-m",
                "--plan=" + costly,
                "--costs=" + folder.resolve("runs"),
                "experiment=quickstart",
                "encoder=dofa_tiny,vit_tiny",
                "decoder=seg_linear",
                "task.trainer.n_epochs=1,4"),
            folder)
        .fits()
        // 2 s to prepare and 3 s to test, and 60 s for an epoch.
        .says("estimated time: 5 min of one device for 2 lines; that of 2 lines is unknown");
    List<PlanLine> lines = PlanFile.read(costly);
    assertThat(lines.get(1).cost())
        .isEqualTo(
            new CostEstimate(
                245, "a run of this encoder, decoder and data set, scaled to 4 epochs"));
    assertThat(PlanCost.longestFirst(lines))
        .extracting(PlanLine::index)
        .as("first those that may be longer than any other")
        .containsExactly(2, 3, 1, 0);
    Files.writeString(costly, Files.readString(costly).replace("245", "-1"));
    answer("run-plan", costly.toString(), "--claim").refuses("[Bench/UnreadablePlan]", "line 2");
  }

  @Test
  void aPlanOfAnEarlierVersionHasNoTimes() throws IOException {
    assertThat(PlanFile.read(plan)).extracting(PlanLine::cost).containsOnlyNulls();
    String text = Files.readString(plan);
    assertThat(text).contains(",\"cost\":null}");
    Files.writeString(plan, text.replace(",\"cost\":null", ""));
    assertThat(PlanFile.read(plan)).hasSize(3).extracting(PlanLine::cost).containsOnlyNulls();
    assertThat(PlanCost.longestFirst(PlanFile.read(plan))).isEqualTo(PlanFile.read(plan));
  }

  @Test
  void aPlanIsNotOverwrittenUnasked() {
    List<String> words =
        List.of("-m", "--plan", plan.toString(), "experiment=quickstart", "seed=1,2");
    ProgramAnswer.to(words, folder).refuses("[Bench/FileExists]", "--force");
    List<String> forced = new ArrayList<>(words);
    forced.add("--force");
    ProgramAnswer.to(forced, folder).fits();
    assertThat(PlanFile.read(plan)).hasSize(2);
  }

  @Test
  void wrongCallsAreRefusedWithWhatIsRight() {
    answer("run-plan").refuses("a plan is missing", "--claim");
    answer("run-plan", "nix.jsonl").refuses("[Bench/NoPlan] there is no such plan", "nix.jsonl");
    answer("run-plan", plan.toString(), "--index", "3").refuses("[Bench/NoSuchLine]", "0 to 2");
    answer("run-plan", plan.toString(), "--index", "x").refuses("no line x");
    answer("run-plan", plan.toString(), "--index", "1", "--claim").refuses("one of both");
    answer("run-plan", plan.toString(), "--claims").refuses("--claims is not a flag of run-plan");
    answer("run-plan", plan.toString(), "--claim", "--stale-after", "1")
        .refuses("at least 5 minutes");
    answer("run-plan", plan.toString(), "--index", "0", "--wait").refuses("--wait has no effect");
    answer("run-plan", plan.toString(), "--claim", "--attempts", "0")
        .refuses("--attempts=0 is not a positive");
    answer("-m", "--plan", "x", "--jobs", "2", "experiment=quickstart").refuses("--jobs has no");
    answer("-m", "--costs", "runs", "experiment=quickstart", "seed=1").refuses("without --plan");
    answer("-m", "--plan=x", "--costs=nix", "experiment=quickstart", "seed=1,2")
        .refuses("[Bench/NoFolder]", "nix");
    answer("-m", "--plan=x", "--costs=" + plan, "experiment=quickstart", "seed=1,2")
        .refuses("[Bench/NoProfile]", plan.toString());
    answer("-m", "--force", "experiment=quickstart", "seed=1").refuses("without --plan");
  }

  @Test
  void aPlanOfAnotherConfigurationIsNotRun() throws IOException {
    String text = Files.readString(plan).replace("\"seed=1\"", "\"seed=8\"");
    Files.writeString(plan, text);
    answer("run-plan", plan.toString(), "--index", "0").refuses("[Bench/OtherPlan]");
    Files.writeString(plan, Files.readString(plan) + "{\"index\": 7}\n");
    answer("run-plan", plan.toString(), "--index", "0")
        .refuses("[Bench/UnreadablePlan]", "plan.jsonl, line 4", "index 3");
  }

  @Test
  void theIndexIsThatOfTheScheduler() {
    Map<String, String> slurm = Map.of("SLURM_ARRAY_TASK_ID", "7");
    Map<String, String> kubernetes = Map.of("JOB_COMPLETION_INDEX", "0");
    assertThat(SchedulerIndex.of(slurm::get))
        .isEqualTo(new SchedulerIndex("7", "SLURM_ARRAY_TASK_ID"));
    assertThat(SchedulerIndex.of(kubernetes::get))
        .isEqualTo(new SchedulerIndex("0", "JOB_COMPLETION_INDEX"));
    Map<String, String> google = Map.of("BATCH_TASK_INDEX", "2");
    assertThat(SchedulerIndex.of(google::get))
        .isEqualTo(new SchedulerIndex("2", "BATCH_TASK_INDEX"));
    Map<String, String> none = Map.of();
    assertThatThrownBy(() -> SchedulerIndex.of(none::get)).hasMessageContaining("[Bench/NoIndex]");
  }

  @Test
  void claimedLinesEndAsDoneOrFailedAndNoneRunsTwice() {
    List<Integer> started = new ArrayList<>();
    StopSignal stop = new StopSignal();
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          started.add(job.number());
          int exit = job.number() == 1 ? 4 : 0;
          List<String> error = exit == 0 ? List.of() : List.of("[Bench/NoData] none");
          return new JobEnd(exit, false, error, ProcessMemory.UNKNOWN);
        };
    List<String> said = new ArrayList<>();
    assertThat(claimed(launcher, said, stop)).isEqualTo(ExitCode.FAILURE);
    assertThat(claimed(launcher, said, stop)).isEqualTo(ExitCode.OK);
    assertThat(started).containsExactly(0, 1, 2);
    assertThat(said)
        .contains(
            "  [Bench/NoData] none",
            "this process began 3 runs, 1 of the lines failed; of the 3 lines of the plan 2 are"
                + " done",
            "this process began 0 runs, 0 of the lines failed; of the 3 lines of the plan 2 are"
                + " done",
            "failed lines: 1; --index K runs line K once more");
  }

  @Test
  void aLineThatIsStoppedIsGivenBack() {
    StopSignal stop = new StopSignal();
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          stop.request();
          assertThat(signal.requested()).isTrue();
          return new JobEnd(143, false, List.of(), ProcessMemory.UNKNOWN);
        };
    assertThat(claimed(launcher, new ArrayList<>(), stop)).isEqualTo(ExitCode.INTERRUPTED);
    Claims elsewhere = new Claims(plan, "elsewhere", null);
    assertThat(elsewhere.ended(0)).isEmpty();
    elsewhere.tryClaim(0).orElseThrow().close();
  }

  @Test
  void aRunThatFailsForAReasonThatMayPassIsBegunAgainUpToTheLimit() {
    List<Integer> started = new ArrayList<>();
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          started.add(job.number());
          boolean passes = job.number() == 2 && Collections.frequency(started, 2) == 2;
          int exit = job.number() == 0 || passes ? 0 : job.number() == 1 ? 137 : 1;
          return new JobEnd(exit, false, List.of("gone"), ProcessMemory.UNKNOWN);
        };
    List<String> said = new ArrayList<>();
    assertThat(claimed(launcher, said, new StopSignal())).isEqualTo(ExitCode.FAILURE);
    assertThat(started).containsExactly(0, 1, 2, 1, 2, 1);
    assertThat(said)
        .contains(
            "line 1: to be begun again, after attempt 2 of 3",
            "line 2: to be begun again, after attempt 1 of 3",
            "failed lines: 1; --index K runs line K once more");
    assertThat(claimed(launcher, said, new StopSignal())).isEqualTo(ExitCode.OK);
    assertThat(started).hasSize(6);
  }

  @Test
  void aLineWhoseProcessesDieIsGivenUp() throws IOException {
    Claims elsewhere = new Claims(plan, "elsewhere", LEASE);
    for (int i = 1; i <= 3; i++) {
      elsewhere.tryClaim(1).orElseThrow().close();
      Files.setLastModifiedTime(
          folder.resolve("plan.jsonl.claims/00001.claim." + i),
          FileTime.from(Instant.now().minus(LEASE.multipliedBy(2))));
    }
    List<Integer> started = new ArrayList<>();
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          started.add(job.number());
          return new JobEnd(0, false, List.of(), ProcessMemory.UNKNOWN);
        };
    List<String> said = new ArrayList<>();
    assertThat(claimed(launcher, said, new StopSignal())).isEqualTo(ExitCode.FAILURE);
    assertThat(started).containsExactly(0, 2);
    assertThat(said).contains("line 1: given up; its process died in each of 3 attempts");
    assertThat(elsewhere.ended(1)).hasValue("failed");
  }

  @Test
  void theRunOfALineThatAnotherProcessTakesOverIsStopped() {
    JobLauncher launcher =
        (job, environment, signal, watch) -> {
          if (job.number() > 0) {
            return new JobEnd(0, false, List.of(), ProcessMemory.UNKNOWN);
          }
          Path next = folder.resolve("plan.jsonl.claims/00000.claim.2");
          AtomicFile.writeString(next, "{\"host\":\"elsewhere\",\"pid\":7}\n");
          assertThat(signal).satisfies(soon(StopSignal::requested));
          return new JobEnd(143, false, List.of(), ProcessMemory.UNKNOWN);
        };
    List<String> said = new ArrayList<>();
    assertThat(claimed(launcher, said, new StopSignal())).isEqualTo(ExitCode.OK);
    assertThat(said)
        .contains(
            "line 0: another process has taken it over, as this one gave no sign of life",
            "claimed lines: 0 by process 7 on elsewhere");
    assertThat(folder.resolve("plan.jsonl.claims/00000.claim.1.left")).doesNotExist();
  }

  @Test
  void aProcessThatWaitsEndsWhenTheOthersHaveEndedTheirLines() {
    Claims elsewhere = new Claims(plan, "elsewhere", LEASE);
    Claim other = elsewhere.tryClaim(1).orElseThrow();
    JobLauncher launcher =
        (job, environment, signal, watch) -> new JobEnd(0, false, List.of(), ProcessMemory.UNKNOWN);
    List<String> said = new ArrayList<>();
    Consumer<String> out =
        text -> {
          said.add(text);
          if (text.equals("waiting for 1 line of others")) {
            elsewhere.end(1, "done", 0);
            other.close();
          }
        };
    ClaimOptions waiting = new ClaimOptions(LEASE, 3, Duration.ofMillis(20));
    assertThat(lines(launcher, out, new StopSignal(), waiting).run()).isEqualTo(ExitCode.OK);
    assertThat(said).last().asString().contains("of the 3 lines of the plan 3 are done");
  }

  @Test
  void aRunThatStillGoesOnIsWaitedFor() throws IOException {
    Path other = folder.resolve("other.jsonl");
    List<String> words =
        List.of(
            "-m",
            "--plan",
            other.toString(),
            "dataset=hlsburnscars",
            "encoder=dofa_tiny",
            "decoder=seg_linear",
            "seed=1,2",
            "hydra.sweep.dir=" + folder.resolve("burns"));
    ProgramAnswer.to(words, folder).fits();
    Path run = Files.createDirectories(folder.resolve("burns/0/earlier"));
    FileChannel held =
        FileChannel.open(
            run.resolve("run.lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    held.lock();
    List<String> said = new ArrayList<>();
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            said.add(line);
            if (line.endsWith("waiting for it to end")) {
              try {
                held.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }
        };
    Verbs.Call call =
        Verbs.ofProgram().parse(List.of("run-plan", other.toString(), "--index", "0"));
    try (Interruption none = Interruption.ofProcess()) {
      Invocation invocation = new Invocation(call.words(), PluginJars.NONE, out, none);
      assertThatThrownBy(() -> call.verb().run(invocation)).hasMessageContaining("root_path");
    }
    assertThat(said).endsWith("the earlier job has ended");
  }

  private static Consumer<StopSignal> soon(Predicate<StopSignal> condition) {
    return signal -> {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!condition.test(signal)) {
        assertThat(System.nanoTime()).isLessThan(end);
        LockSupport.parkNanos(1_000_000);
      }
    };
  }

  private ExitCode claimed(JobLauncher launcher, List<String> said, StopSignal stop) {
    return lines(launcher, said::add, stop, ClaimOptions.DEFAULTS).run();
  }

  private ClaimedLines lines(
      JobLauncher launcher, Consumer<String> said, StopSignal stop, ClaimOptions options) {
    return new ClaimedLines(
        PlanFile.read(plan),
        new Claims(plan, "here", LEASE, Duration.ofMillis(5)),
        options,
        launcher,
        RunPlanVerbTest::job,
        said,
        stop);
  }

  private static SweepJob job(PlanLine line) {
    return new SweepJob(
        line.index(),
        List.of(line.label()),
        line.arguments(),
        line.directory(),
        line.fingerprint(),
        "auto",
        false,
        null);
  }

  private ProgramAnswer answer(String... words) {
    return ProgramAnswer.to(List.of(words), folder);
  }
}
