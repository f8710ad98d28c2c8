package org.eobench.core.io.tensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/**
 * The safetensors format of Hugging Face: an 8-byte little-endian length, a JSON header, then the
 * values. As the specification requires, the tensors must fill the data part without gaps or
 * overlaps.
 */
final class SafetensorsFile extends TensorFile {
  private static final long LONGEST_HEADER = 100_000_000;
  private static final String REMARKS = "__metadata__";

  /** Refuses duplicate names, which would hide a tensor. */
  private static final ObjectMapper STRICT =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private record Span(String name, long begin, long end) {}

  private final FileBytes file;
  private final Map<String, Long> offsets;

  private SafetensorsFile(
      FileBytes file,
      Map<String, TensorInfo> tensors,
      Map<String, String> metadata,
      Map<String, Long> offsets) {
    super(file.fault(), TensorFormat.SAFETENSORS, tensors, metadata);
    this.file = file;
    this.offsets = offsets;
  }

  public static SafetensorsFile open(FileBytes file) {
    long length = file.read(0, 8, "the header").order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, file.size() - 8)) {
      throw file.fault()
          .broken(
              String.format(
                  Locale.ROOT, "the header claims %s bytes", Long.toUnsignedString(length)),
              "offset 0",
              String.format(
                  Locale.ROOT, "2 to %d bytes", Math.min(LONGEST_HEADER, file.size() - 8)));
    }
    // The JSON tree needs many times the memory of its bytes.
    file.fault().requireMemory(length * 16, "the header");
    JsonNode header = header(file, length);
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Long> offsets = new HashMap<>();
    List<Span> spans = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      String name = entry.getKey();
      if (name.equals(REMARKS)) {
        entry.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        continue;
      }
      TensorInfo info = tensor(file.fault(), name, entry.getValue());
      Span span = span(file.fault(), info, entry.getValue().path("data_offsets"));
      spans.add(span);
      tensors.put(name, info);
      offsets.put(name, 8 + length + span.begin);
    }
    requireGapless(file, spans, file.size() - 8 - length);
    return new SafetensorsFile(file, tensors, metadata, offsets);
  }

  private static JsonNode header(FileBytes file, long length) {
    try (JsonParser parser = STRICT.createParser(file.read(8, length, "the JSON header").array())) {
      JsonNode node = STRICT.readTree(parser);
      if (parser.nextToken() != null) {
        throw file.fault().broken("the header continues after its JSON", "offset 8", "only spaces");
      }
      if (node == null || !node.isObject()) {
        throw file.fault().broken("the header is not a JSON object", "offset 8", "{name: tensor}");
      }
      return node;
    } catch (IOException failure) {
      throw file.fault()
          .broken(
              "the header is not valid JSON: " + firstLine(String.valueOf(failure.getMessage())),
              "offset 8",
              "a JSON object",
              failure);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static TensorInfo tensor(FileFault fault, String name, JsonNode node) {
    String type = node.path("dtype").asText("");
    TensorType dtype = null;
    for (TensorType known : TensorType.values()) {
      if (known.name().equals(type)) {
        dtype = known;
      }
    }
    if (dtype == null) {
      throw fault.unsupported(
          String.format(Locale.ROOT, "tensor %s has the type '%s'", shown(name), shown(type)),
          "header",
          "one of " + List.of(TensorType.values()),
          "save it as F32");
    }
    return new TensorInfo(name, dtype, longs(fault, name, node.path("shape")));
  }

  /** Shortens text of a file that is not validated yet and may be of any length. */
  private static String shown(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  private static Span span(FileFault fault, TensorInfo info, JsonNode node) {
    long[] ends = longs(fault, info.name(), node);
    long bytes = Shapes.bytes(info.shape(), info.dtype().bytes());
    if (ends.length != 2 || bytes < 0 || ends[1] < ends[0] || ends[1] - ends[0] != bytes) {
      throw fault.broken(
          String.format(Locale.ROOT, "tensor %s has data_offsets %s", info, Arrays.toString(ends)),
          "header",
          bytes < 0
              ? "a shape that can be stored"
              : String.format(Locale.ROOT, "two offsets %d bytes apart", bytes));
    }
    return new Span(info.name(), ends[0], ends[1]);
  }

  private static long[] longs(FileFault fault, String name, JsonNode node) {
    long[] values = new long[node.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = node.get(i);
      boolean size =
          value != null
              && value.isIntegralNumber()
              && value.canConvertToLong()
              && value.asLong() >= 0;
      if (!size) {
        throw fault.broken(
            String.format(Locale.ROOT, "tensor %s has an invalid size or offset", shown(name)),
            "header",
            "whole numbers from 0 to 2^63 - 1");
      }
      values[i] = value.asLong();
    }
    if (!node.isArray()) {
      throw fault.broken(
          String.format(Locale.ROOT, "tensor %s lacks a list", shown(name)),
          "header",
          "shape and offsets");
    }
    return values;
  }

  private static void requireGapless(FileBytes file, List<Span> spans, long dataBytes) {
    spans.sort(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end));
    long at = 0;
    for (Span span : spans) {
      if (span.begin != at) {
        throw file.fault()
            .broken(
                String.format(
                    Locale.ROOT,
                    "tensor %s starts at byte %d of the data, %s",
                    span.name,
                    span.begin,
                    span.begin < at ? "inside another" : "after a gap"),
                "header",
                "a start at " + at);
      }
      at = span.end;
    }
    if (at != dataBytes) {
      throw file.fault()
          .broken(
              String.format(Locale.ROOT, "the tensors fill %d of %d bytes", at, dataBytes),
              "header",
              "tensors that fill the data part");
    }
  }

  @Override
  void eachChunk(TensorInfo info, ChunkSink sink) {
    long start = Objects.requireNonNull(offsets.get(info.name()));
    int size = info.dtype().bytes();
    int perChunk = CHUNK_BYTES / size;
    for (long at = 0; at < info.count(); at += perChunk) {
      int count = (int) Math.min(perChunk, info.count() - at);
      ByteBuffer chunk = file.read(start + at * size, (long) count * size, info.toString());
      sink.accept(chunk.order(ByteOrder.LITTLE_ENDIAN), at, count);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
