package org.eobench.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
  private static final int PROCESSES = 4;
  private static final int LINES = 40;
  private static final int SECONDS = 60;

  @TempDir private Path folder;
  private Path plan;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void leaveNoProcess() {
    started.forEach(Process::destroyForcibly);
  }

  @BeforeEach
  void namePlan() {
    plan = folder.resolve("plan.jsonl");
  }

  @Test
  void fourProcessesRunEachOfFortyLinesExactlyOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start(String.valueOf(LINES), folder.resolve("notes" + i).toString()));
    }
    Files.writeString(plan, "the start signal");
    List<Integer> claimed = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      assertThat(processes.get(i).waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(processes.get(i).exitValue()).isZero();
      claimed.addAll(notes(i));
    }
    assertThat(claimed)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, LINES).boxed().toList());
    assertThat(IntStream.range(0, PROCESSES).filter(i -> !notes(i).isEmpty()).count())
        .as("processes that ran a line; with one alone, nothing was tested")
        .isGreaterThan(1);
  }

  @Test
  void theLineOfAKilledProcessIsOpenAgainAtOnce() throws Exception {
    Files.writeString(plan, "");
    Process holder = start("1", folder.resolve("notes0").toString(), "hold");
    while (notes(0).isEmpty()) {
      assertThat(holder.isAlive()).isTrue();
      Thread.sleep(5);
    }
    Claims claims = new Claims(plan, "here", null);
    assertThat(claims.tryClaim(0)).isEmpty();
    assertThat(claims.holder(0)).hasValue("process " + holder.pid() + " on here");
    assertThat(new Claims(plan, "elsewhere", null).tryClaim(0)).isEmpty();
    holder.destroyForcibly().waitFor();
    assertThat(new Claims(plan, "elsewhere", null).tryClaim(0))
        .as("another machine cannot see that the holder is dead")
        .isEmpty();
    try (Claim claim = claims.tryClaim(0).orElseThrow()) {
      assertThat(claim.index()).isZero();
      assertThat(new Claims(plan, "elsewhere", null).tryClaim(0)).isEmpty();
    }
  }

  @Test
  void aClaimOfAnotherMachineIsTakenOverOnlyAfterTheTimeThatTheUserNames() throws IOException {
    Claim claim = new Claims(plan, "elsewhere", null).tryClaim(0).orElseThrow();
    claim.close();
    Path file = folder.resolve("plan.jsonl.claims/00000.claim.1");
    Claims patient = new Claims(plan, "here", Duration.ofMinutes(10));
    assertThat(patient.tryClaim(0)).isEmpty();
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofMinutes(11)));
    Files.setLastModifiedTime(file, longAgo);
    assertThat(new Claims(plan, "here", null).tryClaim(0)).isEmpty();
    Claim taken = patient.tryClaim(0).orElseThrow();
    assertThat(patient.tryClaim(0)).as("only one takes it over").isEmpty();
    taken.close();
  }

  @Test
  void aLineThatIsGivenBackIsOpenAndOneThatEndedIsNot() {
    Claims claims = new Claims(plan, "here", null);
    Claims others = new Claims(plan, "elsewhere", null);
    Claim claim = claims.tryClaim(3).orElseThrow();
    claim.release();
    claim.close();
    Optional<Claim> next = others.tryClaim(3);
    assertThat(next).isPresent();
    others.end(3, "failed", 4);
    next.get().close();
    assertThat(claims.tryClaim(3)).isEmpty();
    assertThat(claims.ended(3)).hasValue("failed");
  }

  @Test
  void aSignOfLifeKeepsALineAndOneWithoutLocksHasOnlyThat() throws IOException {
    Claims elsewhere = new Claims(plan, "elsewhere", Duration.ofMinutes(10));
    Claims here = new Claims(plan, "here", Duration.ofMinutes(10));
    Path file = folder.resolve("plan.jsonl.claims/00000.claim.1");
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofMinutes(11)));
    try (Claim claim = elsewhere.tryClaim(0).orElseThrow()) {
      Files.setLastModifiedTime(file, longAgo);
      claim.beat();
      assertThat(here.tryClaim(0)).as("the holder has just shown that it lives").isEmpty();
    }
    assertThat(Files.readString(file)).hasLineCount(1).contains("\"host\":\"elsewhere\"");
    Files.writeString(file, Files.readString(file).replace("\"locked\":true", "\"locked\":false"));
    assertThat(elsewhere.tryClaim(0)).as("no lock tells that the holder is gone").isEmpty();
    Files.setLastModifiedTime(file, longAgo);
    elsewhere.tryClaim(0).orElseThrow().close();
  }

  @Test
  void aMachineOfTheSameNameIsAnotherMachine() throws IOException {
    Claims claims = new Claims(plan, "here", null);
    claims.tryClaim(0).orElseThrow().close();
    Path file = folder.resolve("plan.jsonl.claims/00000.claim.1");
    String other = Files.readString(file).replaceAll("\"boot\":\"[^\"]*\"", "\"boot\":\"other\"");
    Files.writeString(file, other);
    assertThat(claims.tryClaim(0)).as("its locks are not seen here").isEmpty();
  }

  @Test
  void toLookAtAClaimOfThisProcessDoesNotGiveItUp() throws Exception {
    Claims claims = new Claims(plan, "here", null);
    try (Claim claim = claims.tryClaim(0).orElseThrow()) {
      assertThat(claim.attempt()).isOne();
      assertThat(claims.holder(0)).hasValue("this process");
      assertThat(new Claims(plan, "here", null).tryClaim(0)).isEmpty();
      Files.writeString(plan, "");
      Process other = start("1", folder.resolve("notes0").toString());
      assertThat(other.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).isZero();
      assertThat(notes(0)).isEmpty();
    }
  }

  @Test
  void aHolderLearnsThatItsLineWasTakenOver() throws IOException {
    AtomicInteger told = new AtomicInteger();
    try (Claim slow = new Claims(plan, "here", null).tryClaim(0).orElseThrow()) {
      slow.whenLost(told::incrementAndGet);
      slow.beat();
      assertThat(slow.isLost()).isFalse();
      Files.writeString(folder.resolve("plan.jsonl.claims/00000.claim.2"), "{}\n");
      slow.beat();
      slow.beat();
      assertThat(slow.isLost()).isTrue();
      assertThat(told).hasValue(1);
      slow.whenLost(told::incrementAndGet);
      assertThat(told).as("also who asks later").hasValue(2);
    }
  }

  @Test
  void aLineGivenBackIsNotAnAttemptAndAFailedRunIs() {
    Claims claims = new Claims(plan, "here", null);
    try (Claim claim = claims.tryClaim(0).orElseThrow()) {
      claim.release();
    }
    try (Claim claim = claims.tryClaim(0).orElseThrow()) {
      assertThat(claim.attempt()).isOne();
      claim.fail(1);
    }
    try (Claim claim = claims.tryClaim(0).orElseThrow()) {
      assertThat(claim.attempt()).isEqualTo(2);
    }
  }

  private List<Integer> notes(int process) {
    Path file = folder.resolve("notes" + process);
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
          : List.of();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Process start(String lines, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ClaimingProgram.class.getName(),
                plan.toString(),
                lines));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    started.add(process);
    return process;
  }
}
