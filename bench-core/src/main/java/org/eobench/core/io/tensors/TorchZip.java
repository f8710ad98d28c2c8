package org.eobench.core.io.tensors;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.pickle.PickleInput;
import org.eobench.core.io.pickle.PickleText;
import org.eobench.core.io.zip.ZipDirectory;
import org.eobench.core.io.zip.ZipPart;
import org.jspecify.annotations.Nullable;

/**
 * The zip format of a checkpoint: {@code NAME/data.pkl}, {@code NAME/data/KEY}, …. A TorchScript
 * program also has {@code NAME/constants.pkl}, {@code NAME/constants/KEY} and its source in {@code
 * NAME/code}, which is never read.
 */
final class TorchZip implements TorchStorages {
  private static final long LARGEST_PICKLE = 64L << 20;

  /** Maximum bytes of the objects of a pickle, because its steps are limited. */
  private static final long MOST_OBJECTS = 300L << 20;

  private static final String OBJECT = "data.pkl";
  private static final String CONSTANTS = "constants.pkl";

  private final FileBytes file;
  private final Map<String, ZipPart> parts;
  private final String prefix;
  private final ByteOrder order;
  private long pickled;

  private TorchZip(FileBytes file, Map<String, ZipPart> parts) {
    this.file = file;
    this.parts = parts;
    this.prefix = prefix(parts, file.fault());
    ZipPart mark = parts.get(prefix + "byteorder");
    byte[] text = mark == null || mark.size() > 16 ? new byte[0] : mark.bytes(file, 16);
    order =
        new String(text, StandardCharsets.US_ASCII).startsWith("big")
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN;
  }

  static TorchZip open(FileBytes file) {
    return new TorchZip(file, ZipDirectory.read(file));
  }

  private static String prefix(Map<String, ZipPart> parts, FileFault fault) {
    List<String> pickles =
        parts.keySet().stream()
            .filter(name -> name.equals(OBJECT) || name.endsWith("/" + OBJECT))
            .toList();
    if (pickles.size() != 1) {
      throw fault.unsupported(
          String.format(Locale.ROOT, "the zip has %d entries data.pkl", pickles.size()),
          "",
          "exactly one, as torch.save writes",
          "check that this file is a checkpoint");
    }
    String name = pickles.get(0);
    return name.substring(0, name.length() - OBJECT.length());
  }

  TensorFormat format() {
    return parts.containsKey(prefix + CONSTANTS)
        ? TensorFormat.TORCHSCRIPT
        : TensorFormat.TORCH_ZIP;
  }

  /** The unpickled object and, for a program, its constants under separate names. */
  Map<String, Object> roots() {
    if (format() == TensorFormat.TORCH_ZIP) {
      return Collections.singletonMap("", unpickle(OBJECT, "data/", TorchClasses.ofCheckpoints()));
    }
    Map<String, Object> roots = new LinkedHashMap<>();
    roots.put("", unpickle(OBJECT, "data/", TorchClasses.ofPrograms()));
    roots.put("constants", unpickle(CONSTANTS, "constants/", TorchClasses.ofPrograms()));
    return roots;
  }

  /** The bytes of all pickles that were read. */
  long pickled() {
    return pickled;
  }

  private Object unpickle(String name, String folder, TorchClasses classes) {
    byte[] pickle = part(name).bytes(file, LARGEST_PICKLE);
    pickled += pickle.length;
    file.fault().requireMemory(Math.min(16L * pickle.length, MOST_OBJECTS), "data.pkl");
    return new TorchUnpickler(file.fault(), classes, id -> storage(folder, id))
        .read(new PickleInput(new ByteArrayInputStream(pickle), pickle.length));
  }

  /** {@code ('storage', class, key, location, elements)}. */
  private TorchValue.Storage storage(String folder, Object[] id) {
    @Nullable TensorType dtype = ((TorchValue.Kind) id[1]).dtype();
    String key = folder + PickleText.name(id[2]);
    long count = PickleText.whole(id[4]);
    long bytes = Shapes.bytes(new long[] {count}, dtype == null ? 1 : dtype.bytes());
    ZipPart part = part(key);
    if (!part.isStored()) {
      throw file.fault()
          .unsupported(
              String.format(Locale.ROOT, "storage %s is compressed", key),
              part.name(),
              "uncompressed values, as torch.save writes",
              "load the file with PyTorch and save it again, preferably as safetensors");
    }
    if (bytes < 0 || bytes > part.size()) {
      throw file.fault()
          .broken(
              String.format(
                  Locale.ROOT,
                  "storage %s should hold %d elements but has %d bytes",
                  key,
                  count,
                  part.size()),
              part.name(),
              bytes < 0 ? "a size without overflow" : bytes + " bytes");
    }
    return new TorchValue.Storage(key, dtype, 0, bytes);
  }

  private ZipPart part(String name) {
    ZipPart part = parts.get(prefix + name);
    if (part == null) {
      throw file.fault()
          .broken("the zip lacks " + prefix + name, "", "every storage that the pickle names");
    }
    return part;
  }

  @Override
  public ByteBuffer read(TorchValue.Storage storage, long from, long length) {
    return part(storage.key()).read(file, from, length);
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
