package org.eobench.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads stand for processes here; they share nothing but the files of the group. */
class ProcessGroupTest {
  private static final int SIZE = 3;

  /** More than a row holds, and no multiple of it. */
  private static final int LONG = (1 << 20) + 12_345;

  private final GroupFolder folder = GroupFolder.create(SIZE);
  private final ExecutorService processes = Executors.newFixedThreadPool(SIZE);

  @AfterEach
  void close() {
    processes.shutdownNow();
    folder.close();
  }

  /** A process: its group and the owner of its arrays. */
  private record Member(ProcessGroup group, NDManager manager) {
    int number() {
      return group.rank().number();
    }
  }

  /** What each process returns. */
  private <T> List<T> each(Peers peers, Function<Member, T> work) throws Exception {
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      Rank rank = folder.rank(i, SIZE);
      running.add(
          processes.submit(
              () -> {
                try (NDManager manager = NDManager.newBaseManager()) {
                  TorchOps ops = new TorchOps(manager, Precision.FP32);
                  return work.apply(new Member(new ProcessGroup(rank, peers, ops), manager));
                }
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> process : running) {
      results.add(process.get());
    }
    return results;
  }

  private <T> List<T> each(Function<Member, T> work) throws Exception {
    return each(Peers.NONE, work);
  }

  @Test
  void exchangesANumberOfEach() throws Exception {
    List<List<Long>> seen =
        each(
            member -> {
              List<Long> all = new ArrayList<>();
              for (int turn = 0; turn < 500; turn++) {
                for (long number : member.group().exchange(1000L * turn + member.number())) {
                  all.add(number);
                }
              }
              return all;
            });
    List<Long> expected = new ArrayList<>();
    for (int turn = 0; turn < 500; turn++) {
      for (int i = 0; i < SIZE; i++) {
        expected.add(1000L * turn + i);
      }
    }
    assertThat(seen).containsExactly(expected, expected, expected);
  }

  @Test
  void addsVectorsInTheOrderOfTheProcesses() throws Exception {
    List<float[]> sums =
        each(
            member -> {
              NDArray vector = member.manager().create(vector(member.number()));
              member.group().sum(vector);
              return vector.toFloatArray();
            });
    float[] expected = vector(0);
    for (int process = 1; process < SIZE; process++) {
      float[] next = vector(process);
      for (int i = 0; i < LONG; i++) {
        expected[i] += next[i];
      }
    }
    for (float[] sum : sums) {
      assertThat(sum).isEqualTo(expected);
    }
  }

  /** Numbers whose sum depends on its order. */
  private static float[] vector(int process) {
    float[] values = new float[LONG];
    for (int i = 0; i < LONG; i++) {
      values[i] = (float) (Math.sin(i + 1.7 * process) * Math.pow(10, process));
    }
    return values;
  }

  @Test
  void gathersArraysOfSeveralLengthsAndTypes() throws Exception {
    each(
        member -> {
          int rows = 400_000 * (member.number() + 1);
          NDArray labels = member.manager().arange(2 * rows).toType(DataType.INT64, false);
          List<NDArray> all = member.group().gather(labels.reshape(rows, 2).add(member.number()));
          for (int i = 0; i < SIZE; i++) {
            assertThat(all.get(i).getShape()).isEqualTo(new Shape(400_000 * (i + 1), 2));
            long[] values = all.get(i).toLongArray();
            assertThat(values[values.length - 1]).isEqualTo(values.length - 1 + i);
            assertThat(values[0]).isEqualTo(i);
          }
          return member;
        });
  }

  @Test
  void theOwnPartKeepsItsGradients() throws Exception {
    each(
        member -> {
          NDArray own = member.manager().ones(new Shape(2, 2));
          own.setRequiresGradient(true);
          assertThat(member.group().gather(own).get(member.number())).isSameAs(own);
          assertThat(own.hasGradient()).isTrue();
          return member;
        });
  }

  @Test
  void theLeadingProcessTellsItsArraysAndTexts() throws Exception {
    List<String> texts =
        each(
            member -> {
              NDArray array = member.manager().full(new Shape(3, LONG / 3), 5f + member.number());
              NDArray count = member.manager().create(7L + member.number());
              member.group().broadcast(array);
              member.group().broadcast(count);
              assertThat(array.max().getFloat()).isEqualTo(5);
              assertThat(array.min().getFloat()).isEqualTo(5);
              assertThat(count.getLong()).isEqualTo(7);
              return member.group().broadcast("of " + member.number() + " – ü");
            });
    assertThat(texts).containsOnly("of 0 – ü");
  }

  @Test
  void aFailureEndsTheWaitOfAllOthers() {
    BenchException why =
        new BenchException(
            ExitCode.DATA, Problem.of("BadSample", "a sample is damaged").at("a.tif"));
    assertThatThrownBy(
            () ->
                each(
                    member -> {
                      if (member.number() == 1) {
                        ProcessGroup.fail(member.group().rank(), why);
                        throw why;
                      }
                      return member.group().exchange(1);
                    }))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(GroupEnded.class)
        .hasMessageContaining("process 1 failed");
    GroupFailure read = GroupFailure.read(folder.rank(0, SIZE).failure(1));
    BenchException reported = read.reported(1, folder.rank(0, SIZE).scratch());
    assertThat(reported.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(reported.problems()).isEqualTo(why.problems());
  }

  @Test
  void aDeadProcessEndsTheWait() {
    Peers dead =
        new Peers() {
          @Override
          public void requireAlive() {
            throw new IllegalStateException("process 2 is dead");
          }

          @Override
          public void failed(int process) {}
        };
    assertThatThrownBy(
            () -> each(dead, member -> member.number() == 2 ? null : member.group().exchange(1)))
        .hasRootCauseMessage("process 2 is dead");
  }

  @Test
  void theEndOfTheGroupEndsTheWait() {
    assertThatThrownBy(
            () ->
                each(
                    member -> {
                      if (member.number() == 0) {
                        member.group().close();
                        return null;
                      }
                      return member.group().exchange(1);
                    }))
        .hasCauseInstanceOf(GroupEnded.class)
        .hasMessageContaining("ended the group");
  }
}
