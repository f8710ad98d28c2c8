package org.eobench.core.io.tensors;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.pickle.PickleInput;
import org.eobench.core.io.pickle.PickleText;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint format before PyTorch 1.6: pickles of a magic number, a version, the writer's word
 * sizes, the object and the list of storage keys; then, for each key, the number of elements (8
 * bytes) and their bytes.
 */
final class TorchLegacy implements TorchStorages {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final int VERSION = 1001;

  private final FileBytes file;
  private final Map<String, TorchValue.Storage> seen = new HashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private final Object root;
  private final ByteOrder order;
  private final long pickled;

  private TorchLegacy(FileBytes file) {
    this.file = file;
    PickleInput in = new PickleInput(file.stream(), file.size());
    Object magic = pickle(in);
    if (!MAGIC.equals(magic)) {
      throw file.fault()
          .unsupported(
              "this pickle was not written by torch.save",
              "offset 0",
              "PyTorch's magic number",
              "save model.state_dict() with torch.save, or as safetensors");
    }
    Object version = pickle(in);
    if (!Integer.valueOf(VERSION).equals(version)) {
      throw file.fault()
          .broken("the format version is " + PickleText.describe(version), "second pickle", "1001");
    }
    Object system = pickle(in);
    boolean big = system instanceof Map<?, ?> map && Boolean.FALSE.equals(map.get("little_endian"));
    order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    long begun = in.position();
    root = pickle(in);
    pickled = in.position() - begun;
    Object keys = pickle(in);
    locate(keys instanceof List<?> list ? list : List.of(), in.position());
  }

  static TorchLegacy open(FileBytes file) {
    return new TorchLegacy(file);
  }

  private Object pickle(PickleInput in) {
    return new TorchUnpickler(file.fault(), TorchClasses.ofCheckpoints(), this::storage).read(in);
  }

  /** {@code ('storage', class, key, location, elements, view)}, view = (key, offset, elements). */
  private TorchValue.Storage storage(Object[] id) {
    @Nullable TensorType dtype = ((TorchValue.Kind) id[1]).dtype();
    String key = PickleText.name(id[2]);
    int size = dtype == null ? 1 : dtype.bytes();
    long bytes = Shapes.bytes(new long[] {PickleText.whole(id[4])}, size);
    if (bytes < 0 || bytes > file.size()) {
      throw file.fault()
          .broken(
              String.format(
                  Locale.ROOT, "storage %s claims %d elements", key, PickleText.whole(id[4])),
              "",
              "no more than the file contains");
    }
    TorchValue.Storage whole = new TorchValue.Storage(key, dtype, 0, bytes);
    seen.putIfAbsent(key, whole);
    if (id.length < 6 || !(id[5] instanceof Object[] view)) {
      return whole;
    }
    long first = PickleText.whole(view[1]);
    long count = PickleText.whole(view[2]);
    if (first < 0 || count < 0 || count > bytes / size || first > bytes / size - count) {
      throw file.fault().broken("a view exceeds storage " + key, "", bytes / size + " elements");
    }
    return new TorchValue.Storage(key, dtype, first * size, count * size);
  }

  private void locate(List<?> keys, long start) {
    long at = start;
    for (Object entry : keys) {
      String key = key(entry);
      TorchValue.Storage storage = seen.get(key);
      if (storage == null) {
        throw file.fault()
            .broken(String.format(Locale.ROOT, "storage %s has no tensor", key), "", "a known key");
      }
      int size = storage.dtype() == null ? 1 : storage.dtype().bytes();
      long count = file.read(at, 8, "storage " + key).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (count != storage.bytes() / size) {
        throw file.fault()
            .broken(
                String.format(Locale.ROOT, "storage %s has %d elements", key, count),
                "offset " + at,
                storage.bytes() / size + " elements");
      }
      file.requireInside(at + 8, storage.bytes(), "storage " + key);
      offsets.put(storage.key(), at + 8);
      at += 8 + storage.bytes();
    }
    for (String key : seen.keySet()) {
      if (!offsets.containsKey(key)) {
        throw file.fault()
            .broken(
                String.format(Locale.ROOT, "storage %s is not in the file", key), "", "its bytes");
      }
    }
  }

  private String key(Object entry) {
    try {
      return PickleText.name(entry);
    } catch (IllegalArgumentException wrong) {
      throw file.fault().broken("a storage has no key", "fifth pickle", "text", wrong);
    }
  }

  /** The unpickled object. */
  Object root() {
    return root;
  }

  /** The bytes of the pickle of {@link #root}. */
  long pickled() {
    return pickled;
  }

  @Override
  public ByteBuffer read(TorchValue.Storage storage, long from, long length) {
    long start = Objects.requireNonNull(offsets.get(storage.key()));
    return file.read(start + storage.firstByte() + from, length, "storage " + storage.key());
  }

  @Override
  public ByteOrder order() {
    return order;
  }

  @Override
  public void close() {
    file.close();
  }
}
