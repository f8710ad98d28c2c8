package org.eobench.core.torchscript;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.pickle.PickleInput;
import org.eobench.core.io.pickle.PickleText;
import org.eobench.core.io.tensors.Shapes;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.io.tensors.TorchClasses;
import org.eobench.core.io.tensors.TorchUnpickler;
import org.eobench.core.io.tensors.TorchValue;
import org.eobench.core.io.zip.ZipArchive;
import org.jspecify.annotations.Nullable;

/**
 * A TorchScript file of {@code torch.jit.save}: a zip with the program's source in {@code code/},
 * the module tree in {@code data.pkl}, and one entry per storage. Reading it runs no code of the
 * file.
 *
 * <p>libtorch never loads the file itself. {@link #writeHosted} writes a new archive from validated
 * content: all checksums and both pickles are checked, and only entries that a program needs are
 * included.
 */
public final class ScriptArchive {
  private static final long MOST_TEXT = 64L << 20;
  private static final long MOST_EXTRA = 1L << 20;
  private static final int NEWEST_FORMAT = 10;
  private static final int PROTOCOL_BYTES = 2;

  private final Path path;
  private final FileFault fault;
  private final String prefix;
  private final String version;
  private final String rootClass;
  private final byte[] data;
  private final byte[] constants;
  private final Map<String, String> sources;
  private final Map<String, String> extras;

  private ScriptArchive(FileBytes file, ZipFile zip) throws IOException {
    fault = file.fault();
    path = fault.file();
    Map<String, ZipEntry> entries = ZipArchive.entries(zip, fault);
    prefix = prefix(entries);
    boolean hidden = entries.containsKey(prefix + ".data/version");
    version = text(file, zip, entry(entries, hidden ? ".data/version" : "version")).strip();
    requireKnownVersion();
    data = bytes(file, zip, entry(entries, "data.pkl"));
    check(data, "data", file, entries);
    rootClass = root();
    constants = bytes(file, zip, entry(entries, "constants.pkl"));
    check(constants, "constants", file, entries);
    Map<String, String> texts = new LinkedHashMap<>();
    long total = 0;
    String folder = prefix + "code/";
    for (ZipEntry entry : entries.values()) {
      if (entry.getName().startsWith(folder) && entry.getName().endsWith(".py")) {
        total += ZipArchive.checkedSize(entry, file);
        requireText(total);
        texts.put(entry.getName().substring(folder.length()), text(file, zip, entry));
      }
    }
    sources = Collections.unmodifiableMap(texts);
    extras = extras(file, zip, entries);
  }

  private Map<String, String> extras(FileBytes file, ZipFile zip, Map<String, ZipEntry> entries)
      throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    String folder = prefix + "extra/";
    for (ZipEntry entry : entries.values()) {
      boolean json = entry.getName().startsWith(folder) && entry.getName().endsWith(".json");
      if (json && ZipArchive.checkedSize(entry, file) <= MOST_EXTRA) {
        found.put(entry.getName().substring(folder.length()), text(file, zip, entry));
      }
    }
    return Collections.unmodifiableMap(found);
  }

  /**
   * Reads the program of a file.
   *
   * @throws BenchException when it is damaged or not a TorchScript file
   */
  public static ScriptArchive read(Path path) {
    FileFault fault = new FileFault(path, "UnreadableScript", ExitCode.WEIGHTS);
    try (FileBytes file = FileBytes.open(fault)) {
      byte[] start = file.read(0, Math.min(2, file.size()), "the header").array();
      if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
        throw foreign(fault, "this is not a zip");
      }
      try (ZipFile zip = ZipArchive.open(fault)) {
        return new ScriptArchive(file, zip);
      } catch (IOException failure) {
        throw fault.broken("the file cannot be read: " + failure.getMessage(), "", "", failure);
      }
    }
  }

  private static BenchException foreign(FileFault fault, String what) {
    return fault.unsupported(
        what,
        "",
        "a TorchScript file, which contains a program and its weights",
        "write one in Python with torch.jit.trace or torch.jit.script and .save(FILE); a file of"
            + " torch.save is not a program");
  }

  private String prefix(Map<String, ZipEntry> entries) {
    for (String name : entries.keySet()) {
      if (name.endsWith("/constants.pkl") && name.indexOf('/') == name.lastIndexOf('/')) {
        return name.substring(0, name.indexOf('/') + 1);
      }
    }
    throw foreign(fault, "the zip contains no TorchScript program");
  }

  private ZipEntry entry(Map<String, ZipEntry> entries, String name) {
    ZipEntry entry = entries.get(prefix + name);
    if (entry == null) {
      throw fault.broken("the zip lacks " + prefix + name, "", "a complete TorchScript file");
    }
    return entry;
  }

  private void requireKnownVersion() {
    boolean known = version.matches("[1-9][0-9]?") && Integer.parseInt(version) <= NEWEST_FORMAT;
    if (!known) {
      throw fault.unsupported(
          String.format(Locale.ROOT, "its format has the version '%s'", version),
          "version",
          "a version up to " + NEWEST_FORMAT,
          "save it with an older PyTorch");
    }
  }

  /** Validates a pickle by unpickling it safely; the result is not needed. */
  private void check(byte[] pickle, String folder, FileBytes file, Map<String, ZipEntry> entries) {
    var in = new PickleInput(new ByteArrayInputStream(pickle), pickle.length);
    new TorchUnpickler(fault, TorchClasses.ofPrograms(), id -> storage(id, folder, file, entries))
        .read(in);
    if (in.position() != pickle.length) {
      throw fault.broken("bytes follow the end of the pickle", folder + ".pkl", "nothing there");
    }
  }

  private TorchValue.Storage storage(
      Object[] id, String folder, FileBytes file, Map<String, ZipEntry> entries) {
    @Nullable TensorType dtype = ((TorchValue.Kind) id[1]).dtype();
    String key = PickleText.name(id[2]);
    long count = PickleText.whole(id[4]);
    long wanted = Shapes.bytes(new long[] {count}, dtype == null ? 1 : dtype.bytes());
    ZipEntry entry = entry(entries, folder + "/" + key);
    if (wanted < 0 || wanted != ZipArchive.checkedSize(entry, file)) {
      throw fault.broken(
          String.format(
              Locale.ROOT,
              "storage %s should hold %d elements but has %d bytes",
              key,
              count,
              entry.getSize()),
          entry.getName(),
          wanted + " bytes");
    }
    return new TorchValue.Storage(key, dtype, 0, wanted);
  }

  /** The class of the first object of the pickle, the root module. */
  private String root() {
    String head = new String(data, 0, Math.min(data.length, 2000), StandardCharsets.ISO_8859_1);
    String[] lines = head.split("\n", 3);
    if (lines.length < 3 || !lines[0].startsWith("\u0080\u0002c__torch__")) {
      throw foreign(fault, "its pickle does not start with a module");
    }
    return lines[0].substring(PROTOCOL_BYTES + 1) + "." + lines[1];
  }

  private void requireText(long length) {
    if (length > MOST_TEXT) {
      throw fault.unsupported(
          "more than 64 MiB of text or structure", "", "a program of ordinary size", "");
    }
  }

  private byte[] bytes(FileBytes file, ZipFile zip, ZipEntry entry) throws IOException {
    long size = ZipArchive.checkedSize(entry, file);
    requireText(size);
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] read = in.readNBytes((int) size);
      CRC32 sum = new CRC32();
      sum.update(read);
      if (read.length != size || sum.getValue() != entry.getCrc()) {
        throw fault.broken(
            "the bytes do not match the checksum", entry.getName(), "the saved bytes");
      }
      return read;
    }
  }

  private String text(FileBytes file, ZipFile zip, ZipEntry entry) throws IOException {
    return new String(bytes(file, zip, entry), StandardCharsets.UTF_8);
  }

  Path path() {
    return path;
  }

  /** The full class name of the root module, such as {@code __torch__.mine.Backbone}. */
  String rootClass() {
    return rootClass;
  }

  /** An extra file saved with the program, such as {@code eobench.json}; null if there is none. */
  public @Nullable String extra(String name) {
    return extras.get(name);
  }

  /** The program: source text by path, such as {@code __torch__/mine.py}. */
  Map<String, String> sources() {
    return sources;
  }

  /**
   * Writes the program inside a host: an object of another class whose attribute {@code net} is
   * this program's root module.
   *
   * @param hostClass class of the host, {@code __torch__.MODULE.NAME}
   * @param source source text of {@code MODULE}
   * @throws BenchException when a weight does not match its checksum
   */
  void writeHosted(OutputStream target, String hostClass, String source) throws IOException {
    ZipOutputStream out = new ZipOutputStream(target);
    String module = hostClass.substring(0, hostClass.lastIndexOf('.'));
    store(out, "version", version.getBytes(StandardCharsets.US_ASCII));
    store(out, "code/" + module.replace('.', '/') + ".py", utf8(source));
    store(out, "data.pkl", hosted(hostClass));
    store(out, "constants.pkl", constants);
    for (Map.Entry<String, String> text : sources.entrySet()) {
      store(out, "code/" + text.getKey(), utf8(text.getValue()));
    }
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : ZipArchive.entries(zip, fault).values()) {
        if (entry.getName().startsWith(prefix + "data/")
            || entry.getName().startsWith(prefix + "constants/")) {
          copy(zip, entry, out);
        }
      }
    } catch (ZipException damaged) {
      throw fault.broken(
          "the weights do not match their checksums", "", "the saved bytes", damaged);
    }
    out.finish();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The pickle of the host, with this program's pickle as its attribute. */
  private byte[] hosted(String hostClass) {
    int dot = hostClass.lastIndexOf('.');
    String head =
        String.format(
            Locale.ROOT,
            "\u0080\u0002c%s\n%s\n)\u0081}(X\b\0\0\0training\u0088X\3\0\0\0net",
            hostClass.substring(0, dot),
            hostClass.substring(dot + 1));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(Arrays.copyOfRange(data, PROTOCOL_BYTES, data.length - 1));
    all.writeBytes("ub.".getBytes(StandardCharsets.ISO_8859_1));
    return all.toByteArray();
  }

  private void copy(ZipFile zip, ZipEntry from, ZipOutputStream out) throws IOException {
    put(out, from.getName().substring(prefix.length()), from.getSize(), from.getCrc());
    try (InputStream in = zip.getInputStream(from)) {
      in.transferTo(out);
    }
    out.closeEntry();
  }

  static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    put(out, name, content.length, sum.getValue());
    out.write(content);
    out.closeEntry();
  }

  /** Starts an entry. libtorch reads only uncompressed entries. */
  static void put(ZipOutputStream out, String name, long size, long sum) throws IOException {
    ZipEntry entry = new ZipEntry("archive/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCompressedSize(size);
    entry.setCrc(sum);
    entry.setTime(0);
    out.putNextEntry(entry);
  }
}
