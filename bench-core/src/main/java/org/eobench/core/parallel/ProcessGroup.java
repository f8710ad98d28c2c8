package org.eobench.core.parallel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Processes of one machine that exchange arrays, like a process group of PyTorch's {@code
 * torch.distributed}, whose own exchange cannot be reached through DJL. Every process makes the
 * same calls in the same order; each call waits for all of them. Sums are taken in the order of the
 * processes, so all get the same bits.
 *
 * <p>A call throws {@link GroupEnded} when the group ended meanwhile, and in the leading process
 * the error of a process that failed or died.
 */
public final class ProcessGroup implements AutoCloseable {
  private final Rank rank;
  private final Board board;
  private final Area area;

  /**
   * @param peers tells when another process is gone
   * @param ops operators on the device of this process
   */
  public ProcessGroup(Rank rank, Peers peers, TorchOps ops) {
    this.rank = rank;
    this.board = new Board(rank, peers);
    this.area = new Area(rank, ops);
  }

  public Rank rank() {
    return rank;
  }

  /** One number of each process, in their order. */
  public long[] exchange(long own) {
    return board.exchange(own);
  }

  /**
   * A text of the leading process, in all of them.
   *
   * @param own is ignored in the other processes
   */
  public String broadcast(String own) {
    return board.broadcast(own);
  }

  /** Gives an array the values that it has in the leading process. */
  public void broadcast(NDArray array) {
    NDArray vector = vector(array);
    long capacity = area.capacity(vector.getDataType());
    for (long start = 0; start < vector.size(); start += capacity) {
      long n = Math.min(capacity, vector.size() - start);
      if (rank.leads()) {
        area.put(vector, area.results(), start, n);
      }
      board.await();
      if (!rank.leads()) {
        area.take(vector, area.results(), start, n);
      }
      board.await();
    }
    if (!rank.leads()) {
      area.assign(array, vector);
    }
  }

  /** Replaces a vector by the sum of those of all processes, which have the same length. */
  public void sum(NDArray vector) {
    long capacity = area.capacity(vector.getDataType());
    for (long start = 0; start < vector.size(); start += capacity) {
      long n = Math.min(capacity, vector.size() - start);
      area.put(vector, area.row(rank.number()), start, n);
      board.await();
      // Each process adds a part of the columns for all of them.
      long from = n * rank.number() / rank.size();
      long to = n * (rank.number() + 1) / rank.size();
      if (to > from) {
        area.add(vector.getDataType(), from, to - from);
      }
      board.await();
      // The next piece changes the results only behind its first barrier.
      area.take(vector, area.results(), start, n);
    }
  }

  /**
   * The arrays of all processes, in their order; the one of this process is {@code own} itself,
   * with its gradients.
   *
   * @param own {@code [b,…]}, of which only b may differ between the processes
   */
  public List<NDArray> gather(NDArray own) {
    long[] sizes = board.exchange(own.size());
    NDArray vector = vector(own);
    List<NDArray> all = new ArrayList<>();
    for (long size : sizes) {
      all.add(own.getManager().create(new Shape(size), own.getDataType()));
    }
    long capacity = area.capacity(own.getDataType());
    long longest = Arrays.stream(sizes).max().orElse(0);
    for (long start = 0; start < longest; start += capacity) {
      if (start < vector.size()) {
        area.put(vector, area.row(rank.number()), start, Math.min(capacity, vector.size() - start));
      }
      board.await();
      for (int other = 0; other < rank.size(); other++) {
        if (other != rank.number() && start < sizes[other]) {
          area.take(
              all.get(other), area.row(other), start, Math.min(capacity, sizes[other] - start));
        }
      }
      board.await();
    }
    long row = own.getShape().size() / own.getShape().get(0);
    for (int i = 0; i < sizes.length; i++) {
      long[] shape = own.getShape().getShape().clone();
      shape[0] = sizes[i] / row;
      NDArray flat = all.set(i, i == rank.number() ? own : all.get(i).reshape(new Shape(shape)));
      flat.close();
    }
    return all;
  }

  /** The vectors {@code [n]} of all processes, {@code [N,n]}. */
  public NDArray rows(NDArray own) {
    return NDArrays.stack(new NDList(gather(own)));
  }

  /** A view of all values of an array, without its gradients. */
  private static NDArray vector(NDArray array) {
    return array.stopGradient().reshape(-1);
  }

  /** Tells the others that a process cannot go on. */
  public static void fail(Rank rank, Throwable why) {
    if (Files.exists(rank.board())) { // otherwise the group has ended, and nobody asks any more
      GroupFailure.of(why).write(rank.failure(rank.number()));
      new Board(rank, Peers.NONE).fail();
    }
  }

  /** Ends the group, if this process leads it: others that still wait for it stop. */
  @Override
  public void close() {
    if (rank.leads()) {
      board.end();
    }
  }
}
