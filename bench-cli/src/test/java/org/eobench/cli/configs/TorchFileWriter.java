package org.eobench.cli.configs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what {@code torch.save} writes of a dictionary of tensors: a zip with one pickle (protocol
 * 2) and one stored entry per tensor. A dictionary may hold dictionaries.
 */
public final class TorchFileWriter {
  /** A float32 tensor. */
  public record Tensor(long[] shape, float[] values) {}

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final Map<String, byte[]> storages = new LinkedHashMap<>();

  private TorchFileWriter() {}

  /**
   * @param dictionary names to {@link Tensor}s, or to such dictionaries
   */
  public static Path write(Path file, Map<String, ?> dictionary) {
    TorchFileWriter writer = new TorchFileWriter();
    writer.op(0x80).op(2);
    writer.dictionary(dictionary);
    writer.op('.');
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        entry(zip, "archive/data.pkl", writer.pickle.toByteArray());
        for (Map.Entry<String, byte[]> storage : writer.storages.entrySet()) {
          entry(zip, "archive/data/" + storage.getKey(), storage.getValue());
        }
        entry(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private void dictionary(Map<?, ?> dictionary) {
    op('}').op('(');
    dictionary.forEach(
        (name, value) -> {
          text(String.valueOf(name));
          if (value instanceof Tensor tensor) {
            tensor(tensor);
          } else {
            dictionary((Map<?, ?>) value);
          }
        });
    op('u');
  }

  private void tensor(Tensor tensor) {
    String key = String.valueOf(storages.size());
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.values());
    storages.put(key, bytes.array());
    global("torch._utils", "_rebuild_tensor_v2").op('(');
    op('(').text("storage").global("torch", "FloatStorage").text(key).text("cpu");
    number(tensor.values().length).op('t').op('Q');
    number(0);
    long[] stride = new long[tensor.shape().length];
    long step = 1;
    for (int axis = stride.length - 1; axis >= 0; axis--) {
      stride[axis] = step;
      step *= tensor.shape()[axis];
    }
    tuple(tensor.shape());
    tuple(stride);
    op(0x89).global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
  }

  private void tuple(long[] values) {
    op('(');
    for (long value : values) {
      number((int) value);
    }
    op('t');
  }

  private TorchFileWriter op(int code) {
    pickle.write(code);
    return this;
  }

  private TorchFileWriter global(String module, String name) {
    op('c');
    pickle.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private TorchFileWriter text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op('X').four(bytes.length);
    pickle.writeBytes(bytes);
    return this;
  }

  private TorchFileWriter number(int value) {
    return op('J').four(value);
  }

  private TorchFileWriter four(int value) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
    pickle.writeBytes(bytes.array());
    return this;
  }
}
