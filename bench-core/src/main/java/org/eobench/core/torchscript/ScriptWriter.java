package org.eobench.core.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipOutputStream;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorInfo;

/**
 * Writes TorchScript files for {@code torch.jit.load} in Python and C++: the source, a module tree,
 * and its tensors. A file appears complete or not at all.
 */
public final class ScriptWriter {
  /** The version of the format since PyTorch 1.12. */
  private static final String FORMAT = "10\n";

  /** Pickle, protocol 2: an empty tuple. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private ScriptWriter() {}

  /** An attribute of a module. */
  public sealed interface Value permits Flag, Instance, Tensor {}

  /** A boolean. */
  public record Flag(boolean value) implements Value {}

  /**
   * A tensor.
   *
   * @param info its type (F32, I64, I32, U8 or BOOL) and shape
   * @param values supplies the elements when they are written
   * @param requiresGrad whether it can be trained in Python
   */
  public record Tensor(
      TensorInfo info, Supplier<SafetensorsWriter.Entry> values, boolean requiresGrad)
      implements Value {}

  /**
   * A module.
   *
   * @param className {@code __torch__.MODULE.NAME}
   * @param attributes attributes by name, in the order of the class declaration
   */
  public record Instance(String className, Map<String, Value> attributes) implements Value {
    public Instance {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
  }

  /**
   * Writes a file.
   *
   * @param sources source text by path, such as {@code __torch__/mine.py}
   * @param extras extra files by name
   * @throws org.eobench.core.error.BenchException when it cannot be written
   */
  public static void write(
      Path target, Instance root, Map<String, String> sources, Map<String, String> extras) {
    AtomicFile.write(target, out -> write(out, root, sources, extras));
  }

  private static void write(
      OutputStream target, Instance root, Map<String, String> sources, Map<String, String> extras)
      throws IOException {
    ZipOutputStream out = new ZipOutputStream(target);
    Pickle pickle = new Pickle();
    ScriptArchive.store(out, "data.pkl", pickle.of(root));
    ScriptArchive.store(out, "byteorder", ascii("little"));
    for (int i = 0; i < pickle.tensors.size(); i++) {
      storage(out, "data/" + i, pickle.tensors.get(i));
    }
    ScriptArchive.store(out, "constants.pkl", NO_CONSTANTS);
    for (Map.Entry<String, String> text : sources.entrySet()) {
      ScriptArchive.store(out, "code/" + text.getKey(), utf8(text.getValue()));
    }
    for (Map.Entry<String, String> extra : extras.entrySet()) {
      ScriptArchive.store(out, "extra/" + extra.getKey(), utf8(extra.getValue()));
    }
    ScriptArchive.store(out, "version", ascii(FORMAT));
    out.finish();
  }

  private static void storage(ZipOutputStream out, String name, Tensor tensor) throws IOException {
    SafetensorsWriter.Entry entry = tensor.values.get();
    CheckedOutputStream counted =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    SafetensorsWriter.write(counted, entry);
    long bytes = tensor.info.count() * tensor.info.dtype().bytes();
    ScriptArchive.put(out, name, bytes, counted.getChecksum().getValue());
    SafetensorsWriter.write(out, entry);
    out.closeEntry();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The module tree as a pickle of protocol 2, with storages identified by number. */
  private static final class Pickle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Tensor> tensors = new ArrayList<>();

    byte[] of(Instance root) {
      raw("\u0080\u0002");
      put(root);
      raw(".");
      return bytes.toByteArray();
    }

    private void put(Value value) {
      if (value instanceof Flag flag) {
        raw(flag.value ? "\u0088" : "\u0089");
      } else if (value instanceof Instance instance) {
        int dot = instance.className.lastIndexOf('.');
        String module = instance.className.substring(0, dot);
        raw(
            String.format(
                Locale.ROOT, "c%s\n%s\n)\u0081}(", module, instance.className.substring(dot + 1)));
        instance.attributes.forEach(
            (name, attribute) -> {
              text(name);
              put(attribute);
            });
        raw("ub");
      } else {
        tensor((Tensor) value);
      }
    }

    /**
     * A call of {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)}.
     */
    private void tensor(Tensor tensor) {
      String kind =
          switch (tensor.info.dtype()) {
            case F32 -> "Float";
            case I64 -> "Long";
            case I32 -> "Int";
            case U8 -> "Byte";
            case BOOL -> "Bool";
            default ->
                throw new IllegalArgumentException(
                    "unsupported tensor type " + tensor.info.dtype());
          };
      raw("ctorch._utils\n_rebuild_tensor_v2\n((");
      text("storage");
      raw(String.format(Locale.ROOT, "ctorch\n%sStorage\n", kind));
      text(String.valueOf(tensors.size()));
      tensors.add(tensor);
      text("cpu");
      number(tensor.info.count());
      raw("tQK\0");
      long[] shape = tensor.info.shape();
      raw("(");
      for (long size : shape) {
        number(size);
      }
      raw("t(");
      for (int i = 0; i < shape.length; i++) {
        long stride = 1;
        for (int j = i + 1; j < shape.length; j++) {
          stride *= Math.max(1, shape[j]);
        }
        number(stride);
      }
      raw("t" + (tensor.requiresGrad ? "\u0088" : "\u0089"));
      raw("ccollections\nOrderedDict\n)RtR");
    }

    private void number(long value) {
      if (value == (int) value) {
        raw("J");
        bytes.writeBytes(little(4).putInt((int) value).array());
      } else {
        raw("\u008a\b");
        bytes.writeBytes(little(8).putLong(value).array());
      }
    }

    private void text(String text) {
      byte[] encoded = utf8(text);
      raw("X");
      bytes.writeBytes(little(4).putInt(encoded.length).array());
      bytes.writeBytes(encoded);
    }

    private void raw(String opcodes) {
      bytes.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer little(int length) {
      return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
