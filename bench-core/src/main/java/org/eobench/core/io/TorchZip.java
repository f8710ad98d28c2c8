package org.eobench.core.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The zip form of a checkpoint: {@code NAME/data.pkl}, {@code NAME/data/KEY}, … */
final class TorchZip implements TorchStorages {
  private static final long LARGEST_PICKLE = 64L << 20;

  private final FileBytes file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries;
  private final String prefix;
  private final ByteOrder order;

  private TorchZip(FileBytes file, ZipFile zip, Map<String, ZipEntry> entries) {
    this.file = file;
    this.zip = zip;
    this.entries = entries;
    this.prefix = prefix(entries, file.fault());
    ZipEntry mark = entries.get(prefix + "byteorder");
    byte[] text = mark == null ? new byte[0] : bytes(mark, 0, Math.min(16, size(mark)));
    order =
        new String(text, StandardCharsets.US_ASCII).startsWith("big")
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN;
  }

  static TorchZip open(FileBytes file) {
    ZipFile zip = ZipArchive.open(file.fault());
    try {
      return new TorchZip(file, zip, ZipArchive.entries(zip, file.fault()));
    } catch (RuntimeException failure) {
      ZipArchive.close(zip);
      throw failure;
    }
  }

  private static String prefix(Map<String, ZipEntry> entries, FileFault fault) {
    List<String> pickles =
        entries.keySet().stream()
            .filter(name -> name.equals("data.pkl") || name.endsWith("/data.pkl"))
            .toList();
    if (pickles.size() != 1) {
      throw fault.unsupported(
          "the zip has %d entries data.pkl".formatted(pickles.size()),
          "",
          "one, as torch.save writes it",
          "check that this is a checkpoint");
    }
    String name = pickles.get(0);
    return name.substring(0, name.length() - "data.pkl".length());
  }

  /** The unpickled object. */
  Object root() {
    ZipEntry entry = entry("data.pkl");
    if (size(entry) > LARGEST_PICKLE) {
      throw file.fault()
          .broken("data.pkl has %d bytes".formatted(size(entry)), "data.pkl", "at most 64 MiB");
    }
    byte[] pickle = bytes(entry, 0, size(entry));
    return new TorchUnpickler(file.fault(), new TorchClasses(), this::storage)
        .read(new TorchUnpickler.PickleInput(new ByteArrayInputStream(pickle), pickle.length));
  }

  /** {@code ('storage', class, key, location, elements)}. */
  private TorchValue.Storage storage(Object[] id) {
    @Nullable TensorType dtype = ((TorchValue.Kind) id[1]).dtype();
    String key = String.valueOf(id[2]);
    long count = ((Number) id[4]).longValue();
    long bytes = Shapes.bytes(new long[] {count}, dtype == null ? 1 : dtype.bytes());
    ZipEntry entry = entry("data/" + key);
    if (bytes < 0 || bytes > size(entry)) {
      throw file.fault()
          .broken(
              "storage %s should hold %d elements but has %d bytes"
                  .formatted(key, count, size(entry)),
              entry.getName(),
              bytes + " bytes");
    }
    return new TorchValue.Storage(key, dtype, 0, bytes);
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = entries.get(prefix + name);
    if (entry == null) {
      throw file.fault().broken("the zip lacks " + prefix + name, "", "every storage it names");
    }
    return entry;
  }

  private long size(ZipEntry entry) {
    return ZipArchive.checkedSize(entry, file);
  }

  private byte[] bytes(ZipEntry entry, long from, long length) {
    file.fault().requireMemory(length, entry.getName());
    if (length > Integer.MAX_VALUE - 8) {
      throw file.fault().broken("more than 2 GiB are wanted at once", entry.getName(), "less");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      in.skipNBytes(from);
      byte[] read = in.readNBytes((int) length);
      if (read.length == length) {
        return read;
      }
      throw file.fault()
          .broken("the data ends after %d bytes".formatted(read.length), entry.getName(), "more");
    } catch (IOException failure) {
      throw file.fault()
          .broken("it cannot be read: " + failure.getMessage(), entry.getName(), "", failure);
    }
  }

  @Override
  public ByteBuffer read(TorchValue.Storage storage, long from, long length) {
    return ByteBuffer.wrap(bytes(entry("data/" + storage.key()), from, length));
  }

  @Override
  public ByteOrder order() {
    return order;
  }

  @Override
  public void close() {
    ZipArchive.close(zip);
    file.close();
  }
}
