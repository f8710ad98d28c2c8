package org.eobench.core.torchscript;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;

/**
 * Small TorchScript files: a module {@code y = x · scale} with other text where a test wants it.
 */
final class ScriptSample {
  static final String FORWARD =
      """
        def forward(self: __torch__.sample.Scale, x: Tensor) -> Tensor:
          return torch.mul(x, self.scale)
      """;

  private static final String SOURCE =
      """
      class Scale(Module):
        __parameters__ = ["scale", ]
        __buffers__ = []
        scale : Tensor
        training : bool
      """;

  private ScriptSample() {}

  /** Writes a file whose class has these methods. */
  static Path write(Path file, String methods) {
    long[] one = {1};
    Map<String, ScriptWriter.Value> attributes = new LinkedHashMap<>();
    attributes.put(
        "scale",
        new ScriptWriter.Tensor(
            new TensorInfo("scale", TensorType.F32, one),
            () -> SafetensorsWriter.Entry.floats("scale", one, new float[] {2}),
            true));
    attributes.put("training", new ScriptWriter.Flag(true));
    ScriptWriter.write(
        file,
        new ScriptWriter.Instance("__torch__.sample.Scale", attributes),
        Map.of("__torch__/sample.py", SOURCE + methods),
        Map.of());
    return file;
  }

  /** The file with one entry changed, its checksum mended. */
  static void change(Path file, String ending, UnaryOperator<byte[]> change) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in =
            new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        store(
            out,
            entry.getName(),
            entry.getName().endsWith(ending) ? change.apply(content) : content);
      }
    }
    Files.write(file, bytes.toByteArray());
  }

  private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    out.putNextEntry(entry);
    out.write(content);
  }
}
