package org.eobench.core.io.tensors;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.pickle.PickleText;
import org.jspecify.annotations.Nullable;

/**
 * A DeepSpeed ZeRO checkpoint of stage 1 or 2 (Rajbhandari et al., SC 2020, arXiv:1910.02054). Each
 * group of parameters is one flat float32 vector, cut into one partition for each rank; a parameter
 * may lie in several. Tensors without float32 values (buffers, frozen weights) come from the copy
 * of the model in its own precision.
 */
final class ZeroDirectory extends TensorFile {
  private static final String STAGE_3 = "fp32_flat_groups";
  private static final String FLAT = "single_partition_of_fp32_groups";

  /** Elements of a stored tensor, in C order. */
  private record Piece(TorchZip file, TorchValue.Tensor of, long from, long count) {}

  private final List<TorchZip> files;
  private final Map<String, List<Piece>> pieces;

  private ZeroDirectory(
      Path folder,
      Map<String, TensorInfo> tensors,
      List<TorchZip> files,
      Map<String, List<Piece>> pieces) {
    super(fault(folder), TensorFormat.DEEPSPEED_ZERO, tensors, Map.of());
    this.files = files;
    this.pieces = pieces;
  }

  private static FileFault fault(Path file) {
    return new FileFault(file, "UnreadableWeights", ExitCode.WEIGHTS);
  }

  /**
   * Opens a checkpoint.
   *
   * @throws BenchException if files are missing, are of another stage or do not fit each other
   */
  static ZeroDirectory in(Path folder) {
    ZeroFiles paths = ZeroFiles.in(folder);
    List<TorchZip> open = new ArrayList<>();
    try {
      return new Reader(folder, paths, open).read();
    } catch (RuntimeException | Error failure) {
      open.forEach(TorchZip::close);
      throw failure;
    }
  }

  @Override
  void eachChunk(TensorInfo info, ChunkSink sink) {
    int size = info.dtype().bytes();
    long done = 0;
    for (Piece piece : Objects.requireNonNull(pieces.get(info.name()))) {
      for (long at = 0; at < piece.count(); at += CHUNK_BYTES / size) {
        int count = (int) Math.min(CHUNK_BYTES / size, piece.count() - at);
        long first = piece.of().offset() + piece.from() + at;
        ByteBuffer chunk =
            piece.file().read(piece.of().storage(), first * size, (long) count * size);
        sink.accept(chunk.order(piece.file().order()), done + at, count);
      }
      done += piece.count();
    }
  }

  @Override
  public void close() {
    files.forEach(TorchZip::close);
  }

  /** Puts the parts of a checkpoint together. */
  private static final class Reader {
    private final Path folder;
    private final ZeroFiles paths;
    private final List<TorchZip> open;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Map<String, List<Piece>> pieces = new LinkedHashMap<>();

    Reader(Path folder, ZeroFiles paths, List<TorchZip> open) {
      this.folder = folder;
      this.paths = paths;
      this.open = open;
    }

    ZeroDirectory read() {
      TorchZip modelFile = zip(paths.model());
      Map<?, ?> model = map(root(modelFile));
      List<List<Piece>> groups = new ArrayList<>();
      for (int rank = 0; rank < paths.partitions().size(); rank++) {
        addPartition(rank, groups);
      }
      List<?> shapes = list(model.get("param_shapes"));
      if (shapes.size() != groups.size()) {
        throw differs(shapes.size() + " groups of names for " + groups.size() + " of values");
      }
      for (int group = 0; group < groups.size(); group++) {
        cut(map(shapes.get(group)), groups.get(group));
      }
      shared(model.get("shared_params"));
      copies(map(model.get("module")), modelFile);
      return new ZeroDirectory(folder, tensors, open, pieces);
    }

    private TorchZip zip(Path path) {
      TorchZip zip = TensorFile.inspect(path, TorchZip::open);
      open.add(zip);
      return zip;
    }

    private static @Nullable Object root(TorchZip zip) {
      return zip.roots().get("");
    }

    private void addPartition(int rank, List<List<Piece>> groups) {
      TorchZip file = zip(paths.partitions().get(rank));
      Map<?, ?> state = map(map(root(file)).get("optimizer_state_dict"));
      if (state.containsKey(STAGE_3)) {
        throw ZeroFiles.none(folder, "the checkpoint is of ZeRO stage 3");
      }
      requireAll(state.get("partition_count"));
      List<?> flat = list(state.get(FLAT));
      for (int group = 0; group < flat.size(); group++) {
        if (rank == 0) {
          groups.add(new ArrayList<>());
        } else if (flat.size() != groups.size()) {
          throw differs("partitions with different numbers of groups");
        }
        TorchValue.Tensor values = tensor(flat.get(group), FLAT);
        if (values.dtype() != TensorType.F32) {
          throw differs("weights of the type " + values.dtype() + " in place of float32");
        }
        groups.get(group).add(new Piece(file, values, 0, Shapes.count(values.size())));
      }
    }

    /** A number for each group, or one for all. */
    private void requireAll(@Nullable Object given) {
      Object counted = given instanceof List<?> each && !each.isEmpty() ? each.get(0) : given;
      int here = paths.partitions().size();
      if (counted instanceof Integer count && count != here) {
        if (count > here) {
          Path step = Objects.requireNonNull(paths.model().getParent());
          throw ZeroFiles.missing(step, here, count);
        }
        throw differs(here + " partitions in place of " + count);
      }
    }

    /** Cuts the flat vector of a group into its parameters. */
    private void cut(Map<?, ?> shapes, List<Piece> partitions) {
      long all = partitions.stream().mapToLong(Piece::count).sum();
      long at = 0;
      for (Map.Entry<?, ?> entry : shapes.entrySet()) {
        String name = PickleText.name(Objects.requireNonNull(entry.getKey()));
        long[] shape = list(entry.getValue()).stream().mapToLong(PickleText::whole).toArray();
        long count = Shapes.count(shape);
        if (count < 0 || count > all - at) {
          throw differs(
              String.format(
                  Locale.ROOT, "%d values of %s, of which %d are there", count, name, all - at));
        }
        put(new TensorInfo(name, TensorType.F32, shape), range(partitions, at, count));
        at += count;
      }
      // Vectors are padded to a multiple of twice the number of ranks, so that ranks have equally
      // many values, which are aligned.
      long step = 2L * partitions.size();
      if ((at + step - 1) / step * step < all - step) {
        throw differs(String.format(Locale.ROOT, "names for %d of %d values of a group", at, all));
      }
    }

    private static List<Piece> range(List<Piece> partitions, long from, long count) {
      List<Piece> range = new ArrayList<>();
      long start = 0;
      for (Piece partition : partitions) {
        long first = Math.max(from, start);
        long last = Math.min(from + count, start + partition.count());
        if (first < last) {
          range.add(new Piece(partition.file(), partition.of(), first - start, last - first));
        }
        start += partition.count();
      }
      return range;
    }

    /** Second names of parameters. */
    private void shared(@Nullable Object names) {
      if (names instanceof Map<?, ?> aliases) {
        aliases.forEach(
            (alias, name) -> {
              String of = PickleText.name(Objects.requireNonNull(name));
              TensorInfo info = tensors.get(of);
              if (info == null) {
                throw differs("a second name of " + of + ", which is no parameter");
              }
              String second = PickleText.name(Objects.requireNonNull(alias));
              put(
                  new TensorInfo(second, info.dtype(), info.shape()),
                  Objects.requireNonNull(pieces.get(of)));
            });
      }
    }

    /** Tensors without float32 values. */
    private void copies(Map<?, ?> module, TorchZip file) {
      module.forEach(
          (key, value) -> {
            String name = PickleText.name(Objects.requireNonNull(key));
            if (value instanceof TorchValue.Tensor && !tensors.containsKey(name)) {
              TorchValue.Tensor tensor = tensor(value, name);
              long count = Shapes.count(tensor.size());
              put(
                  new TensorInfo(name, tensor.dtype(), tensor.size()),
                  List.of(new Piece(file, tensor, 0, count)));
            }
          });
    }

    private void put(TensorInfo info, List<Piece> from) {
      tensors.put(info.name(), info);
      pieces.put(info.name(), from);
    }

    private TorchValue.Tensor tensor(@Nullable Object value, String name) {
      if (value instanceof TorchValue.Tensor tensor && tensor.isContiguous()) {
        return tensor;
      }
      throw differs("no contiguous tensor for " + name);
    }

    private Map<?, ?> map(@Nullable Object value) {
      if (value instanceof Map<?, ?> map) {
        return map;
      }
      throw differs("other contents");
    }

    private List<?> list(@Nullable Object value) {
      if (value instanceof Object[] tuple) {
        return List.of(tuple);
      }
      if (value instanceof List<?> list) {
        return list;
      }
      if (value instanceof Map<?, ?> single) {
        return List.of(single);
      }
      throw differs("other contents");
    }

    private BenchException differs(String how) {
      return ZeroFiles.none(
          folder,
          "this is no ZeRO checkpoint of stage 1 or 2 as DeepSpeed writes it: it has " + how);
    }
  }
}
