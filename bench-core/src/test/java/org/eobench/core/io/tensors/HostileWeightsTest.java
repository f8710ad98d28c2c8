package org.eobench.core.io.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.core.io.Guarded;
import org.eobench.core.torchscript.ProgramSample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file here is made to do harm; each is refused with a sentence, soon and with little memory.
 */
class HostileWeightsTest {
  private static final byte[] GOOD =
      new PickleSample()
          .raw('}')
          .text("w")
          .tensor("FloatStorage", "0", 6, 0, new int[] {6}, new int[] {1})
          .raw('s')
          .end();

  @TempDir Path folder;

  /** The first use of a library costs memory that no file is to blame for. */
  @BeforeEach
  void readGoodFiles() throws IOException {
    Guarded.readAll(ZipSample.checkpoint(GOOD).write(folder.resolve("good.pth")));
    byte[] old = PickleSample.legacy(PickleSample.oldObject("77", 3), "77", 7, 8, 9);
    Guarded.readAll(Files.write(folder.resolve("old.pth"), old));
    byte[] header = header("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}");
    Guarded.readAll(Files.write(folder.resolve("good.safetensors"), header));
  }

  private Stream<DynamicTest> refused(Map<String, byte[]> files, String suffix) {
    return files.entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () -> {
                      Path path = folder.resolve("hostile" + suffix);
                      Files.write(path, file.getValue());
                      assertThat(Guarded.refusal(path)).startsWith("[Bench/");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> picklesInZips() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    HostilePickles.all()
        .forEach((name, pickle) -> files.put(name, ZipSample.checkpoint(pickle).bytes()));
    return refused(files, ".pth");
  }

  @TestFactory
  Stream<DynamicTest> picklesInOldCheckpoints() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    HostilePickles.all()
        .forEach((name, pickle) -> files.put(name, PickleSample.legacy(pickle, "0", 1, 2)));
    byte[] object = PickleSample.oldObject("77", 3);
    files.put("good but for its end", withoutEnd(PickleSample.legacy(object, "77", 7, 8, 9)));
    files.put("another number of values", PickleSample.legacy(object, "77", 7, 8));
    files.put("another storage", PickleSample.legacy(object, "78", 7, 8, 9));
    files.put("another magic number", new PickleSample().number(7).end());
    files.put("a hostile magic number", HostilePickles.all().get("os.system"));
    files.put("a list that holds itself for a version", cyclicVersion());
    return refused(files, ".pth");
  }

  private static byte[] withoutEnd(byte[] file) {
    return Arrays.copyOf(file, file.length - 1);
  }

  private static byte[] cyclicVersion() {
    byte[] good = PickleSample.legacy(GOOD, "0", 1);
    byte[] cycle = new PickleSample().raw(']', 'q', 0, ']', 'q', 1, 'h', 0, 'a', 'a').end();
    int magic = new PickleSample().raw(0x8a, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).end().length;
    ByteBuffer bytes = ByteBuffer.allocate(magic + cycle.length);
    return bytes.put(good, 0, magic).put(cycle).array();
  }

  @TestFactory
  Stream<DynamicTest> zips() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] good = ZipSample.checkpoint(GOOD).bytes();
    files.put("cut in the middle", Arrays.copyOf(good, good.length / 2));
    files.put("cut before its last byte", Arrays.copyOf(good, good.length - 1));
    files.put("only the first four bytes", Arrays.copyOf(good, 4));
    files.put("more entries than there are", ZipSample.checkpoint(GOOD).count(4).bytes());
    files.put("fewer entries than there are", ZipSample.checkpoint(GOOD).count(2).bytes());
    files.put("no entries", new ZipSample().bytes());
    ZipSample.Entry storage =
        ZipSample.stored("archive/data/0", PickleSample.floats(0, 1, 2, 3, 4, 5));
    files.put("two of one name", ZipSample.checkpoint(GOOD).add(storage).bytes());
    for (String name :
        new String[] {"../../etc/passwd", "archive/../x", "/etc/passwd", "a\\b", "a\nb", ""}) {
      files.put(
          "an entry called " + name.replace('\n', ' '),
          ZipSample.checkpoint(GOOD).add(ZipSample.stored(name, new byte[1])).bytes());
    }
    files.put(
        "a name that is no text",
        ZipSample.checkpoint(GOOD).add(ZipSample.stored("a\u00ff", new byte[1])).bytes());
    files.put(
        "two pickles",
        ZipSample.checkpoint(GOOD).add(ZipSample.stored("b/data.pkl", GOOD)).bytes());
    files.put("no pickle", new ZipSample().add(ZipSample.stored("readme", new byte[9])).bytes());
    files.put("another name at the bytes", withStorage(storage.localName("archive/data/1")));
    files.put("a claim of 2 GiB", withStorage(storage.size(1L << 31).stored(1L << 31)));
    files.put("a claim of 8 EiB", withStorage(storage.size(-1).stored(Long.MAX_VALUE)));
    files.put("more unpacked than stored", withStorage(storage.size(48)));
    files.put(
        "bytes shared with the pickle",
        withStorage(storage.offset(0).localName("archive/data.pkl")));
    files.put("a place outside", withStorage(storage.offset(1L << 40)));
    files.put("a place at the end of all numbers", withStorage(storage.offset(Long.MAX_VALUE)));
    files.put("encrypted", withStorage(storage.flags(1)));
    files.put("packed by an unknown method", withStorage(storage.method(12)));
    files.put(
        "a compressed storage", withStorage(ZipSample.deflated("archive/data/0", new byte[24])));
    files.put(
        "a storage that is short", withStorage(ZipSample.stored("archive/data/0", new byte[20])));
    files.put(
        "no storage", new ZipSample().add(ZipSample.stored("archive/data.pkl", GOOD)).bytes());
    byte[] nulls = new byte[80 << 20];
    Arrays.fill(nulls, (byte) 'N');
    files.put("a bomb of 80 MiB", pickle(ZipSample.deflated("archive/data.pkl", nulls)));
    files.put(
        "a bomb of 3 MiB",
        pickle(ZipSample.deflated("archive/data.pkl", Arrays.copyOf(nulls, 3 << 20))));
    ZipSample.Entry packed = ZipSample.deflated("archive/data.pkl", GOOD);
    files.put("a packed pickle that claims 1 TiB", pickle(packed.size(1L << 40)));
    files.put("a packed pickle that claims 60 MiB", pickle(packed.size(60 << 20)));
    files.put("a packed pickle that claims more", pickle(packed.size(GOOD.length + 1)));
    files.put("a packed pickle that claims less", pickle(packed.size(GOOD.length - 1)));
    byte[] noise = packed.raw().clone();
    Arrays.fill(noise, 0, 5, (byte) 0xff);
    files.put(
        "a packed pickle that is noise",
        pickle(
            new ZipSample.Entry(
                packed.name(), packed.name(), 0x800, 8, noise, GOOD.length, noise.length, -1)));
    return refused(files, ".pth");
  }

  private static byte[] withStorage(ZipSample.Entry storage) {
    return new ZipSample().add(ZipSample.stored("archive/data.pkl", GOOD)).add(storage).bytes();
  }

  private static byte[] pickle(ZipSample.Entry pickle) {
    return new ZipSample()
        .add(pickle)
        .add(ZipSample.stored("archive/data/0", PickleSample.floats(0, 1, 2, 3, 4, 5)))
        .bytes();
  }

  @TestFactory
  Stream<DynamicTest> programs() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    HostilePickles.all()
        .forEach(
            (name, pickle) -> {
              if (!name.equals("class of a program in a checkpoint")) {
                files.put(name, ProgramSample.archive(pickle, ProgramSample.constants()).bytes());
                files.put(
                    name + " for constants",
                    ProgramSample.archive(ProgramSample.module(), pickle).bytes());
              }
            });
    PickleSample cycle = new PickleSample().global("__torch__", "A").raw(')', 0x81, 'q', 0);
    cycle.raw('}').text("a").raw('h', 0, 's', 'b');
    files.put(
        "an object that holds itself",
        ProgramSample.archive(cycle.end(), ProgramSample.constants()).bytes());
    PickleSample key = new PickleSample().raw('}').global("__torch__", "A").raw(')', 0x81, 'q', 0);
    key.raw('}').text("a").raw('h', 0, 's', 'b', 'N', 's');
    files.put(
        "an object that holds itself for a key",
        ProgramSample.archive(key.end(), ProgramSample.constants()).bytes());
    byte[] handle =
        new PickleSample().global("__torch__.torch.classes.x", "A").raw(')', 0x81).end();
    files.put(
        "a class written in C++", ProgramSample.archive(handle, ProgramSample.constants()).bytes());
    return refused(files, ".pt");
  }

  @TestFactory
  Stream<DynamicTest> safetensors() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    String a = "\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}";
    files.put(
        "overlap",
        header("{" + a + ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}"));
    files.put("the same bytes twice", header("{" + a + "," + a.replace("\"a\"", "\"b\"") + "}"));
    files.put(
        "hole",
        header(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}"));
    files.put(
        "hole at the end",
        header("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"));
    files.put("no tensor for the bytes", header("{}"));
    files.put("one name twice", header("{" + a + "," + a + "}"));
    files.put(
        "behind the end",
        header("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[4,16]}}"));
    files.put(
        "offsets backwards",
        header("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[12,0]}}"));
    files.put("negative size", header(a.replace("[3]", "[-3]")));
    files.put("2^62 values", header("{" + a.replace("[3]", "[4611686018427387904]") + "}"));
    files.put(
        "product that overflows",
        header("{" + a.replace("[3]", "[4294967296,4294967296,3]") + "}"));
    files.put(
        "2 GiB", header("{" + a.replace("[3]", "[536870912]").replace("12]", "2147483648]") + "}"));
    files.put(
        "size beyond 64 bits", header("{" + a.replace("[3]", "[18446744073709551619]") + "}"));
    files.put("size that is a fraction", header("{" + a.replace("[3]", "[3.0]") + "}"));
    files.put("size that is text", header("{" + a.replace("[3]", "[\"3\"]") + "}"));
    files.put(
        "size of 900 digits", header("{" + a.replace("[3]", "[" + "9".repeat(900) + "]") + "}"));
    files.put(
        "number of 100,000 digits",
        header("{" + a.replace("[3]", "[" + "9".repeat(100_000) + "]") + "}"));
    files.put("deep JSON", header("{\"a\":" + "[".repeat(200_000)));
    files.put(
        "deep metadata",
        header("{\"__metadata__\":" + "{\"a\":".repeat(2000) + "1" + "}".repeat(2001)));
    files.put("unknown type", header("{" + a.replace("F32", "F".repeat(100_000)) + "}"));
    files.put("no type", header("{" + a.replace("dtype", "type") + "}"));
    files.put("no offsets", header("{\"a\":{\"dtype\":\"F32\",\"shape\":[3]}}"));
    files.put("JSON that is no object", header("[1,2,3]"));
    files.put("JSON that ends early", header("{" + a));
    files.put("text after the JSON", header("{" + a + "}x"));
    files.put("name that is no text", header("{" + a + "}", 3, 0xff));
    for (long claim : new long[] {1L << 60, -1, Long.MAX_VALUE, 1L << 31, 0, 1, 99}) {
      byte[] file = header("{" + a + "}");
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, claim);
      files.put(String.format(Locale.ROOT, "a header of %d bytes claimed", claim), file);
    }
    files.put("nine bytes", Arrays.copyOf(header("{}"), 9));
    return refused(files, ".safetensors");
  }

  private static byte[] header(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + 12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private static byte[] header(String json, int at, int with) {
    byte[] file = header(json);
    file[8 + at] = (byte) with;
    return file;
  }

  @TestFactory
  Stream<DynamicTest> filesOfOtherKinds() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("empty", new byte[0]);
    files.put("one byte", new byte[] {'P'});
    files.put("a web page", "<!DOCTYPE html><html>404</html>".getBytes(StandardCharsets.UTF_8));
    files.put(
        "a pointer",
        "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8));
    files.put("zeros", new byte[4096]);
    files.put("a picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0});
    return refused(files, ".pt");
  }
}
