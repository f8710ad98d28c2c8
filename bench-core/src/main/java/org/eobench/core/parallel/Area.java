package org.eobench.core.parallel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The memory that the processes of a group share for arrays, as libtorch maps it: one row for each
 * process and one for results. libtorch copies to and from it, also from and to a GPU.
 */
final class Area {
  /** Bytes of a row; larger arrays pass through it in pieces. */
  private static final int ROW = 1 << 22;

  /** libtorch's numbers of the types that can be exchanged. */
  private static final Map<DataType, Integer> TYPES =
      Map.of(
          DataType.UINT8, 0,
          DataType.INT8, 1,
          DataType.INT32, 3,
          DataType.INT64, 4,
          DataType.FLOAT32, 6,
          DataType.FLOAT64, 7,
          DataType.BOOLEAN, 11);

  private static final String PUT =
      """
      def forward(self, area: List[Tensor], x: List[Tensor], row: float, start: float, n: float):
        piece = torch.narrow(x[0], 0, int(start), int(n))
        torch.narrow(torch.select(area[0], 0, int(row)), 0, 0, int(n)).copy_(piece)
        return area
      """;

  private static final String TAKE =
      """
      def forward(self, area: List[Tensor], x: List[Tensor], row: float, start: float, n: float):
        piece = torch.narrow(torch.select(area[0], 0, int(row)), 0, 0, int(n))
        torch.narrow(x[0], 0, int(start), int(n)).copy_(piece)
        return x
      """;

  private static final String ASSIGN =
      """
      def forward(self, into: List[Tensor], x: List[Tensor]):
        into[0].copy_(x[0].view_as(into[0]))
        return into
      """;

  /** Adds the rows from the first to the last, so that the sum does not depend on who is faster. */
  private static final String ADD =
      """
      def forward(self, area: List[Tensor], start: float, n: float):
        rows = torch.narrow(area[0], 1, int(start), int(n))
        last = rows.size(0) - 1
        sum = torch.select(rows, 0, last).copy_(torch.select(rows, 0, 0))
        for i in range(1, last):
          sum.add_(torch.select(rows, 0, i))
        return area
      """;

  private final Rank rank;
  private final TorchOps ops;
  private final Map<DataType, NDArray> mapped = new EnumMap<>(DataType.class);

  Area(Rank rank, TorchOps ops) {
    this.rank = rank;
    this.ops = ops;
  }

  static long bytes(int processes) {
    return (processes + 1L) * ROW;
  }

  /** The values of a type that a row holds. */
  int capacity(DataType type) {
    return ROW / type.getNumOfBytes();
  }

  /** The row of a process. */
  int row(int process) {
    return process;
  }

  /** The row of results. */
  int results() {
    return rank.size();
  }

  /** Copies {@code n} values of a vector from {@code start} on to a row. */
  void put(NDArray vector, int row, long start, long n) {
    ops.update(PUT, List.of(of(vector), List.of(vector)), row, start, n);
  }

  /** Copies {@code n} values of a row to a vector, from {@code start} on. */
  void take(NDArray vector, int row, long start, long n) {
    ops.update(TAKE, List.of(of(vector), List.of(vector)), row, start, n);
  }

  /** Gives an array the values of a vector. */
  void assign(NDArray array, NDArray vector) {
    ops.update(ASSIGN, List.of(List.of(array), List.of(vector)));
  }

  /** Writes the sum of the rows of all processes to the row of results, for some columns. */
  void add(DataType type, long start, long n) {
    ops.update(ADD, List.of(List.of(mapped(type))), start, n);
  }

  private List<NDArray> of(NDArray vector) {
    return List.of(mapped(vector.getDataType()));
  }

  private NDArray mapped(DataType type) {
    return mapped.computeIfAbsent(type, this::map);
  }

  private NDArray map(DataType type) {
    Integer number = TYPES.get(type);
    if (number == null) {
      throw new IllegalArgumentException("arrays of " + type + " are not exchanged");
    }
    long values = bytes(rank.size()) / type.getNumOfBytes();
    String script =
        String.format(
            Locale.ROOT,
            """
            def forward(self, x):
              all = torch.from_file("%s", True, %d, dtype=%d, layout=None, device=torch.device("cpu"), pin_memory=False)
              return all.view([%d, -1])
            """,
            rank.area().toString().replace("\\", "\\\\").replace("\"", "\\\""),
            values,
            number,
            rank.size() + 1);
    try (NDArray owner = ops.manager().zeros(new Shape(1))) {
      return ops.call(script, owner);
    }
  }
}
