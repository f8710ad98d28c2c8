package org.eobench.report.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.provenance.Environment;
import org.eobench.core.provenance.Provenance;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.runs.StoredRun;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants one fault of each kind into forty clean runs. */
class AuditTest {
  @TempDir static Path folder;
  private static List<StoredRun> clean;

  @BeforeAll
  static void write() {
    Map<String, Double> quality = Map.of("dofa", 0.85, "croma", 0.8, "clay", 0.75, "rcf", 0.6);
    quality.forEach(
        (encoder, right) -> {
          for (String decoder : List.of("seg_linear", "seg_upernet")) {
            for (int seed = 0; seed < 5; seed++) {
              SyntheticRun.of(encoder, decoder, "burns", seed)
                  .quality(right + 0.002 * seed + (decoder.equals("seg_linear") ? 0 : 0.04))
                  .epochs(3)
                  .write(folder);
            }
          }
        });
    clean = RunFolders.read(List.of(folder)).runs();
    assertThat(clean).hasSize(40);
  }

  private static List<StoredRun> changed(
      Predicate<StoredRun> which, UnaryOperator<StoredRun> change) {
    List<StoredRun> runs = new ArrayList<>();
    int changes = 0;
    for (StoredRun run : clean) {
      boolean is = which.test(run);
      runs.add(is ? change.apply(run) : run);
      changes += is ? 1 : 0;
    }
    assertThat(changes).isPositive();
    return runs;
  }

  private static Predicate<StoredRun> is(String encoder, String decoder, long seed) {
    return run ->
        AuditedRuns.encoder(run).equals(encoder)
            && AuditedRuns.decoder(run).equals(decoder)
            && run.record().seed() == seed;
  }

  private static StoredRun one(String encoder, String decoder, long seed) {
    return clean.stream().filter(is(encoder, decoder, seed)).findFirst().orElseThrow();
  }

  private static StoredRun with(StoredRun run, Outcome outcome) {
    return new StoredRun(run.directory(), run.record().found(outcome));
  }

  private static void finds(String rule, String text, List<StoredRun> runs) {
    finds(rule, text, runs, List.of());
  }

  private static void finds(
      String rule, String text, List<StoredRun> runs, List<StoredRun> baseline) {
    List<AuditFinding> findings = Audit.of(runs, baseline);
    assertThat(findings).as(findings.toString()).extracting(AuditFinding::rule).contains(rule);
    AuditFinding finding =
        findings.stream().filter(found -> found.rule().equals(rule)).findFirst().orElseThrow();
    assertThat(finding.what() + finding.rows()).contains(text);
    assertThat(finding.rows()).isNotEmpty();
  }

  @Test
  void isSilentAboutTheCleanRuns() {
    assertThat(Audit.of(clean, clean)).isEmpty();
  }

  @Test
  void findsWhatTheBestConstantPredictionBeats() {
    finds(
        "BelowFloor",
        "constant",
        changed(
            is("dofa", "seg_linear", 2),
            run -> with(run, EditedOutcomes.scored(run.outcome(), 0.05, "other"))));
  }

  @Test
  void findsWhatRandomFeaturesBeat() {
    double rcf = AuditedRuns.score(one("rcf", "seg_linear", 1));
    double constant =
        Objects.requireNonNull(one("rcf", "seg_linear", 1).outcome().constant().get("mIoU"));
    assertThat(rcf).isGreaterThan(constant + 0.02);
    finds(
        "BelowFloor",
        "rcf",
        changed(
            is("dofa", "seg_linear", 2),
            run -> with(run, EditedOutcomes.scored(run.outcome(), constant + 0.01, "other"))));
  }

  @Test
  void aFloorIsThatOfAsManyLabels(@TempDir Path few) {
    SyntheticRun.of("dofa", "seg_linear", "burns", 1).quality(0.5).fraction(0.1).write(few);
    SyntheticRun.of("rcf_512", "seg_linear", "burns", 1).quality(0.9).write(few);
    assertThat(Audit.of(RunFolders.read(List.of(few)).runs(), List.of())).isEmpty();

    SyntheticRun.of("rcf_512", "seg_linear", "burns", 1).quality(0.8).fraction(0.1).write(few);
    finds("BelowFloor", "rcf_512 scores", RunFolders.read(List.of(few)).runs());
  }

  @Test
  void findsTwoEncodersWithOneResult() {
    StoredRun dofa = one("dofa", "seg_linear", 2);
    finds(
        "EqualResults",
        "clay, dofa",
        changed(
            is("clay", "seg_linear", 2),
            run ->
                with(
                    run,
                    EditedOutcomes.scored(
                        run.outcome(), AuditedRuns.score(dofa), dofa.outcome().samplesSha256()))));
  }

  @Test
  void findsAnOptionThatChangedNothing() {
    StoredRun plain = one("dofa", "seg_linear", 2);
    List<StoredRun> runs = new ArrayList<>(clean);
    Path written =
        SyntheticRun.of("dofa", "seg_linear", "burns", 2)
            .with("encoder.normalize=true")
            .epochs(3)
            .write(folder.resolveSibling("option"));
    StoredRun other = RunFolders.read(List.of(written)).runs().get(0);
    runs.add(
        with(
            other,
            EditedOutcomes.scored(
                other.outcome(), AuditedRuns.score(plain), plain.outcome().samplesSha256())));
    finds("IdleOption", "encoder.normalize=", runs);
  }

  @Test
  void findsSizesThatDoNotDiffer() {
    double score = AuditedRuns.score(one("dofa", "seg_linear", 2));
    Map<String, Double> near = Map.of("croma", score + 0.0001, "clay", score - 0.0001);
    finds(
        "AlikeScores",
        "croma",
        changed(
            run ->
                near.containsKey(AuditedRuns.encoder(run))
                    && AuditedRuns.decoder(run).equals("seg_linear")
                    && run.record().seed() == 2,
            run ->
                with(
                    run,
                    EditedOutcomes.scored(
                        run.outcome(),
                        Objects.requireNonNull(near.get(AuditedRuns.encoder(run))),
                        "hash of " + AuditedRuns.encoder(run)))));
  }

  @Test
  void findsTheSameExperimentTwice() {
    List<StoredRun> runs = new ArrayList<>(clean);
    runs.add(one("dofa", "seg_linear", 2));
    finds("Duplicate", "2 times with the same scores", runs);
    runs.set(
        runs.size() - 1,
        with(
            one("dofa", "seg_linear", 2),
            EditedOutcomes.scored(one("dofa", "seg_linear", 2).outcome(), 0.7, "other")));
    finds("Duplicate", "2 times with different scores", runs);
  }

  @Test
  void findsFilledAndRepeatedBands() {
    finds(
        "FilledBands",
        "optical: B10",
        changed(
            is("dofa", "seg_linear", 2),
            run ->
                with(
                    run, EditedOutcomes.under(run.outcome(), "burns", "optical: B10", List.of()))));
    String warning = "B3 and B4 are the same image (a.tif) [DuplicateBand]; correct it";
    finds(
        "FilledBands",
        "DuplicateBand",
        changed(
            is("dofa", "seg_linear", 2),
            run -> with(run, EditedOutcomes.under(run.outcome(), "burns", "", List.of(warning)))));
  }

  @Test
  void findsWhatTheEncoderTookInPlaceOfFacts() {
    String warning = "27 of 27 samples have no dates, which TESSERA takes to be spread evenly";
    finds(
        "AssumedFacts",
        "27 of 27 samples have no dates",
        changed(
            is("dofa", "seg_linear", 2),
            run -> with(run, EditedOutcomes.under(run.outcome(), "burns", "", List.of(warning)))));
  }

  private static Provenance provenance(StoredRun run) {
    return Objects.requireNonNull(run.record().provenance());
  }

  private static Provenance made(StoredRun run, Environment on, Map<String, String> statistics) {
    Provenance made = Objects.requireNonNull(run.record().provenance());
    Provenance.Data data = made.data();
    Map<String, String> files = new HashMap<>(data.filesSha256());
    if (!statistics.isEmpty()) {
      files.put("test", "other files");
    }
    return new Provenance(
        made.program(),
        on,
        made.weights(),
        new Provenance.Data(
            data.name(),
            data.version(),
            data.samples(),
            files,
            data.filledBands(),
            data.replacedBands(),
            data.droppedBands(),
            data.remarks(),
            statistics.isEmpty() ? data.statisticsSha256() : statistics,
            data.subset()),
        made.threads(),
        made.plugins());
  }

  @Test
  void findsStatisticsOfAnotherDataset() {
    Map<String, String> same =
        Objects.requireNonNull(provenance(one("dofa", "seg_linear", 1)).data().statisticsSha256());
    finds(
        "ForeignStatistics",
        "burns, floods",
        changed(
            is("dofa", "seg_linear", 2),
            run -> {
              Provenance foreign = made(run, provenance(run).environment(), same);
              return new StoredRun(
                  run.directory(),
                  run.record()
                      .madeOf(foreign, List.of())
                      .found(EditedOutcomes.under(run.outcome(), "floods", "", List.of())));
            }));
  }

  @Test
  void findsTimesOfSeveralMachines() {
    StoredRun elsewhere =
        RunFolders.read(
                List.of(
                    SyntheticRun.of("dofa", "seg_fcn", "burns", 2)
                        .on("Another CPU")
                        .epochs(3)
                        .write(folder.resolveSibling("machine"))))
            .runs()
            .get(0);
    List<StoredRun> runs = new ArrayList<>(clean);
    runs.add(elsewhere);
    finds("MixedMachines", "Another CPU", runs);
  }

  @Test
  void findsAClassThatIsTestedOnly() {
    finds(
        "UntrainedClass",
        "forest",
        changed(
            is("dofa", "seg_linear", 2),
            run -> {
              Outcome of = run.outcome();
              List<Double> train = new ArrayList<>(of.classShares().get("train"));
              train.set(1, 0.0);
              return with(
                  run,
                  EditedOutcomes.trained(
                      of,
                      Map.of("train", train, "test", of.classShares().get("test")),
                      of.scoredEpoch(),
                      of.validatedEpochs()));
            }));
  }

  @Test
  void findsTheBestEpochAtTheEdge() {
    List<Integer> five = List.of(2, 4, 6, 8, 10);
    for (int epoch : List.of(2, 10)) {
      finds(
          "EdgeEpoch",
          "epoch " + epoch + " of 2 to 10",
          changed(
              is("dofa", "seg_linear", 2),
              run ->
                  with(
                      run,
                      EditedOutcomes.trained(
                          run.outcome(), run.outcome().classShares(), epoch, five))));
    }
    List<StoredRun> inside =
        changed(
            is("dofa", "seg_linear", 2),
            run ->
                with(
                    run,
                    EditedOutcomes.trained(run.outcome(), run.outcome().classShares(), 6, five)));
    assertThat(Audit.of(inside, List.of())).isEmpty();
  }

  @Test
  void findsSeedsThatMoveMoreThanModels() {
    double[] noise = {-0.1, 0.08, -0.05, 0.1, 0.02};
    finds(
        "NoisySeeds",
        "seg_linear",
        changed(
            run ->
                AuditedRuns.decoder(run).equals("seg_linear")
                    && !AuditedRuns.encoder(run).equals("rcf"),
            run -> {
              int seed = (int) run.record().seed();
              String encoder = AuditedRuns.encoder(run);
              double score = 0.85 + noise[(seed + encoder.charAt(1)) % 5];
              return with(run, EditedOutcomes.scored(run.outcome(), score, encoder + seed));
            }));
  }

  @Test
  void saysThatABaselineHasNoneOfTheRuns() {
    List<StoredRun> others =
        clean.stream().filter(run -> AuditedRuns.encoder(run).equals("rcf")).toList();
    List<StoredRun> runs =
        clean.stream().filter(run -> !AuditedRuns.encoder(run).equals("rcf")).toList();
    finds("Drift", "nothing was compared", runs, others);
  }

  @Test
  void findsDriftAgainstABaseline() {
    finds(
        "Drift",
        "1 of 40 scores",
        changed(
            is("dofa", "seg_linear", 2),
            run ->
                with(
                    run,
                    EditedOutcomes.scored(run.outcome(), AuditedRuns.score(run) + 0.02, "moved"))),
        clean);
  }
}
