package org.eobench.core.io;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A PyTorch checkpoint of either form: an object tree whose tensors are views of storages. */
final class TorchFile extends TensorFile {
  private static final int DEEPEST = 96;
  private static final int MOST_NODES = 2_000_000;

  private final TorchStorages storages;
  private final Map<String, TorchValue.Tensor> views;

  private TorchFile(FileFault fault, TorchStorages storages, Tree tree) {
    super(fault, tree.infos, Map.of());
    this.storages = storages;
    this.views = tree.views;
  }

  /** The form since PyTorch 1.6: a zip with {@code data.pkl} and one entry per storage. */
  static TorchFile openZip(FileBytes file) {
    TorchZip zip = TorchZip.open(file);
    try {
      return new TorchFile(file.fault(), zip, Tree.of(zip.root(), file.fault()));
    } catch (RuntimeException failure) {
      zip.close();
      throw failure;
    }
  }

  /** The form before PyTorch 1.6: five pickles, then the storages one after the other. */
  static TorchFile openLegacy(FileBytes file) {
    TorchLegacy legacy = TorchLegacy.open(file);
    return new TorchFile(file.fault(), legacy, Tree.of(legacy.root(), file.fault()));
  }

  /** Flattens nested dictionaries and lists into named tensors; everything else is passed over. */
  private static final class Tree {
    private final FileFault fault;
    private final Map<String, TensorInfo> infos = new LinkedHashMap<>();
    private final Map<String, TorchValue.Tensor> views = new HashMap<>();
    private int nodes;

    private Tree(FileFault fault) {
      this.fault = fault;
    }

    static Tree of(Object root, FileFault fault) {
      Tree tree = new Tree(fault);
      tree.visit(root instanceof TorchValue.Tensor ? Map.of("tensor", root) : root, "", 0);
      return tree;
    }

    private void visit(Object value, String name, int depth) {
      // Shared or self-containing containers make a small file into an endless tree.
      if (++nodes > MOST_NODES || depth > DEEPEST) {
        throw fault.unsupported(
            "the checkpoint nests more than %d levels or %d values".formatted(DEEPEST, MOST_NODES),
            name,
            "a tree of dictionaries and tensors",
            "do not trust this file");
      }
      if (value instanceof TorchValue.Tensor tensor) {
        add(name, tensor);
      } else if (value instanceof TorchValue.ScriptObject object) {
        visit(object.attributes(), name, depth + 1);
      } else if (value instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          visit(entry.getValue(), join(name, entry.getKey()), depth + 1);
        }
      } else if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          visit(list.get(i), join(name, i), depth + 1);
        }
      } else if (value instanceof Object[] tuple) {
        for (int i = 0; i < tuple.length; i++) {
          visit(tuple[i], join(name, i), depth + 1);
        }
      }
    }

    private static String join(String name, Object key) {
      String part = key instanceof Object[] ? "tuple" : String.valueOf(key);
      return name.isEmpty() ? part : name + "." + part;
    }

    private void add(String name, TorchValue.Tensor tensor) {
      if (infos.put(name, new TensorInfo(name, tensor.dtype(), tensor.size())) != null) {
        throw fault.unsupported(
            "two tensors are both called " + name,
            "",
            "names that differ",
            "save the dictionary of weights alone");
      }
      views.put(name, tensor);
    }
  }

  @Override
  void eachChunk(TensorInfo info, ChunkSink sink) {
    TorchValue.Tensor view = Objects.requireNonNull(views.get(info.name()));
    if (!view.isContiguous()) {
      gather(info, view, sink);
      return;
    }
    int size = info.dtype().bytes();
    int perChunk = CHUNK_BYTES / size;
    for (long at = 0; at < info.count(); at += perChunk) {
      int count = (int) Math.min(perChunk, info.count() - at);
      ByteBuffer chunk =
          storages.read(view.storage(), (view.offset() + at) * size, (long) count * size);
      sink.accept(chunk.order(storages.order()), (int) at, count);
    }
  }

  /** Reads the part of the storage that a strided view spans and walks it in C order. */
  private void gather(TensorInfo info, TorchValue.Tensor view, ChunkSink sink) {
    if (info.count() == 0) {
      return;
    }
    int size = info.dtype().bytes();
    long span = view.end() - view.offset();
    ByteBuffer all = storages.read(view.storage(), view.offset() * size, span * size);
    int perChunk = CHUNK_BYTES / size;
    byte[] picked = new byte[(int) Math.min(perChunk, info.count()) * size];
    int[] index = new int[view.size().length];
    int at = 0;
    int filled = 0;
    int from = 0;
    for (long i = 0; i < info.count(); i++) {
      all.get(from * size, picked, filled++ * size, size);
      if (filled == perChunk || i == info.count() - 1) {
        sink.accept(ByteBuffer.wrap(picked).order(storages.order()), at, filled);
        at += filled;
        filled = 0;
      }
      for (int d = index.length - 1; d >= 0; d--) {
        from += (int) view.stride()[d];
        if (++index[d] < view.size()[d]) {
          break;
        }
        from -= (int) (view.stride()[d] * view.size()[d]);
        index[d] = 0;
      }
    }
  }

  @Override
  public void close() {
    storages.close();
  }
}
