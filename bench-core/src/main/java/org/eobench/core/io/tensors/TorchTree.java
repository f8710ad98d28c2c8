package org.eobench.core.io.tensors;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.io.FileFault;

/**
 * Flattens nested dictionaries, lists and objects into named tensors; everything else is passed
 * over. The work and the names are bounded by the size of the file, since containers that are
 * shared, or hold themselves, make a small file into a large or endless tree.
 */
final class TorchTree {
  private static final int DEEPEST = 96;
  private static final int LONGEST_NAME = 1000;
  private static final long SPARE_NODES = 1000;

  /** So often may the file's bytes appear in its tensors: weights are tied now and then. */
  private static final long REPEATS = 16;

  private static final long SPARE_BYTES = 1 << 20;

  private final FileFault fault;
  private final long mostNodes;
  private final long mostBytes;
  private final Map<String, TensorInfo> infos = new LinkedHashMap<>();
  private final Map<String, TorchValue.Tensor> views = new HashMap<>();
  private long nodes;
  private long bytes;

  private TorchTree(FileFault fault, long pickled, long fileSize) {
    this.fault = fault;
    // Each value takes a byte of the pickle at least, unless it is one that was there before.
    this.mostNodes = SPARE_NODES + pickled;
    this.mostBytes = SPARE_BYTES + REPEATS * fileSize;
  }

  /**
   * @param roots objects with the names that their tensors' names begin with; empty for none
   * @param pickled bytes of the pickles that they came from
   * @param fileSize bytes of the file
   */
  static TorchTree of(Map<String, Object> roots, FileFault fault, long pickled, long fileSize) {
    TorchTree tree = new TorchTree(fault, pickled, fileSize);
    roots.values().forEach(root -> requireContainer(root, fault));
    roots.forEach(
        (name, root) -> tree.visit(root, root instanceof TorchValue.Tensor ? "tensor" : name, 0));
    return tree;
  }

  private static void requireContainer(Object root, FileFault fault) {
    if (!isContainer(root)) {
      throw fault.unsupported(
          "the file holds " + PickleText.describe(root) + " and no weights",
          "",
          "a dictionary of tensors, as torch.save(model.state_dict(), FILE) writes it",
          "save the weights alone, or give another file");
    }
  }

  private static boolean isContainer(Object value) {
    return value instanceof TorchValue.Tensor
        || value instanceof TorchValue.ScriptObject
        || value instanceof Map
        || value instanceof List
        || value instanceof Object[];
  }

  /** Every tensor by name, in the file's order. */
  Map<String, TensorInfo> infos() {
    return infos;
  }

  Map<String, TorchValue.Tensor> views() {
    return views;
  }

  private void visit(Object value, String name, int depth) {
    if (++nodes > mostNodes || depth > DEEPEST) {
      throw fault.unsupported(
          String.format(
              Locale.ROOT,
              "the checkpoint nests more than %d levels or %d values",
              DEEPEST,
              mostNodes),
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
        child(entry.getValue(), name, entry.getKey(), depth);
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        child(list.get(i), name, i, depth);
      }
    } else if (value instanceof Object[] tuple) {
      for (int i = 0; i < tuple.length; i++) {
        child(tuple[i], name, i, depth);
      }
    }
  }

  /** Values without tensors need no name, which saves most of the work. */
  private void child(Object value, String parent, Object key, int depth) {
    if (!isContainer(value)) {
      nodes++;
      return;
    }
    String part =
        key instanceof String || key instanceof Number || key instanceof Boolean
            ? key.toString()
            : key instanceof Object[] ? "tuple" : PickleText.describe(key);
    if (parent.length() + part.length() > LONGEST_NAME) {
      throw fault.unsupported(
          String.format(Locale.ROOT, "a tensor's name has more than %d letters", LONGEST_NAME),
          parent.substring(0, Math.min(100, parent.length())) + "…",
          "names of parameters",
          "do not trust this file");
    }
    visit(value, parent.isEmpty() ? part : parent + "." + part, depth + 1);
  }

  private void add(String name, TorchValue.Tensor tensor) {
    TensorInfo info = new TensorInfo(name, tensor.dtype(), tensor.size());
    bytes += info.count() * tensor.dtype().bytes();
    if (bytes > mostBytes || bytes < 0) {
      throw fault.unsupported(
          String.format(
              Locale.ROOT, "the tensors claim more than %d times the bytes of the file", REPEATS),
          name,
          "tensors that are stored",
          "do not trust this file");
    }
    if (infos.put(name, info) != null) {
      throw fault.unsupported(
          "two tensors are both called " + name,
          "",
          "names that differ",
          "save the dictionary of weights alone");
    }
    views.put(name, tensor);
  }
}
