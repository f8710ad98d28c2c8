package org.eobench.core.io.tensors;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.pickle.PickleText;

/**
 * Flattens nested dictionaries, lists and objects into named tensors and ignores everything else.
 * The size of the file limits the work and the names, because shared or self-containing containers
 * turn a small file into a large or endless tree.
 */
final class TorchTree {
  private static final int DEEPEST = 96;
  private static final int LONGEST_NAME = 1000;
  private static final long SPARE_NODES = 1000;

  /** How often the file's bytes may appear in its tensors; weights can be tied. */
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
    // Each value takes at least one byte of the pickle, unless it is a reference.
    this.mostNodes = SPARE_NODES + pickled;
    this.mostBytes = SPARE_BYTES + REPEATS * fileSize;
  }

  /**
   * @param roots objects by the prefix of their tensors' names, which may be empty
   * @param pickled bytes of their pickles
   * @param fileSize size of the file in bytes
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
          "the file contains " + PickleText.describe(root) + ", not weights",
          "",
          "a dictionary of tensors, as torch.save(model.state_dict(), FILE) writes it",
          "save only the weights, or use another file");
    }
  }

  private static boolean isContainer(Object value) {
    return value instanceof TorchValue.Tensor
        || value instanceof TorchValue.ScriptObject
        || value instanceof Map
        || value instanceof List
        || value instanceof Object[];
  }

  /** All tensors by name, in the order of the file. */
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

  /** Values without tensors need no name; skipping them saves most of the work. */
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
          String.format(Locale.ROOT, "a tensor's name has more than %d characters", LONGEST_NAME),
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
          "two tensors have the name " + name,
          "",
          "unique names",
          "save only the dictionary of weights");
    }
    views.put(name, tensor);
  }
}
