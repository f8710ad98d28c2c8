package org.eobench.core.io.tensors;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pickles that want something other than to be read, by what they want. */
public final class HostilePickles {
  private static final int[] SIX = {6};
  private static final int[] ONE = {1};

  private HostilePickles() {}

  public static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    calls(all);
    bombs(all);
    shapes(all);
    return all;
  }

  private static void calls(Map<String, byte[]> all) {
    all.put("os.system", call("posix", "system"));
    all.put("nt.system", call("nt", "system"));
    all.put("builtins.eval", call("builtins", "eval"));
    all.put("builtins.exec of Python 2", call("__builtin__", "execfile"));
    all.put("subprocess.Popen", call("subprocess", "Popen"));
    all.put("builtins.getattr", call("builtins", "getattr"));
    all.put("importlib.import_module", call("importlib", "import_module"));
    all.put("torch.load", call("torch", "load"));
    all.put("torch.hub.load", call("torch.hub", "load"));
    all.put("class of a program in a checkpoint", call("__torch__", "Module"));
    all.put(
        "call in a call",
        new PickleSample()
            .global("builtins", "map")
            .mark()
            .global("os", "system")
            .mark()
            .text("ls")
            .tuple()
            .tuple()
            .raw('R')
            .end());
    all.put(
        "call hidden in the state of a dictionary",
        new PickleSample()
            .global("collections", "OrderedDict")
            .raw(')', 'R')
            .global("os", "system")
            .raw('b')
            .end());
    all.put(
        "name made of two texts",
        new PickleSample().text("os").text("system").raw(0x93).text("ls").raw(0x85, 'R').end());
    all.put(
        "instance by name",
        new PickleSample().mark().text("ls").raw('i', 'o', 's', '\n', 'x', '\n').end());
    all.put("object instruction", new PickleSample().mark().raw('N', 'o').end());
    all.put("extension registry", new PickleSample().raw(0x82, 1).end());
    all.put("persistent id as text", new PickleSample().raw('P', 'x', '\n').end());
    all.put(
        "persistent id of another kind",
        new PickleSample().mark().text("module").text("os").tuple().raw('Q').end());
  }

  private static byte[] call(String module, String name) {
    return new PickleSample().global(module, name).mark().text("ls").tuple().raw('R').end();
  }

  private static void bombs(Map<String, byte[]> all) {
    all.put("list that holds itself", new PickleSample().raw(']', 'q', 0, 'h', 0, 'a').end());
    all.put(
        "dictionary that holds itself",
        new PickleSample().raw('}', 'q', 0).text("x").raw('h', 0, 's').end());
    all.put(
        "two lists that hold each other",
        new PickleSample().raw(']', 'q', 0, ']', 'q', 1, 'h', 0, 'a', 'a').end());
    all.put("a thousand nested lists", nested(1000, ']', 'a'));
    all.put("a million nested tuples", nested(1_000_000, ')', 0x85));
    PickleSample laughs = new PickleSample().raw(']');
    for (int i = 0; i < 60; i++) {
      laughs.raw('q', 1, ']', '(', 'h', 1, 'h', 1, 'e');
    }
    all.put("billion laughs by memo", laughs.end());
    PickleSample tree = new PickleSample().raw('}').text("w");
    tree.tensor("FloatStorage", "0", 6, 0, SIX, ONE).raw('s');
    for (int i = 0; i < 50; i++) {
      tree.raw('q', 1, '}', '(').text("a").raw('h', 1).text("b").raw('h', 1, 'u');
    }
    all.put("one tensor under 2^50 names", tree.end());
    all.put("stack of marks", filled(400_000, '(', ')'));
    all.put("stack of lists", filled(400_000, ']', 'N'));
    all.put("three million steps", filled(3_000_000, 'N', '0'));
    all.put("text of 2 GiB", new PickleSample().raw('X').int32(0x7fffffff).end());
    all.put("text of 16 EiB", new PickleSample().raw(0x8d).int32(-1).int32(-1).end());
    all.put("bytes of 4 GiB", new PickleSample().raw('B').int32(-1).end());
    all.put("number of 255 bytes as size", sized(new int[] {0x8a, 255}, 255));
    all.put("number without end", new PickleSample().raw(0x8b).int32(0x7fffffff).end());
    all.put("list as a key", new PickleSample().raw('}', ']', 'N', 's').end());
    all.put("pop of nothing", new PickleSample().raw('0', '0').end());
    all.put("memo that was never put", new PickleSample().raw('j').int32(-5).end());
    all.put("tuple without mark", new PickleSample().raw('t').end());
    all.put("nothing", new byte[0]);
    all.put("no stop", Arrays.copyOf(new PickleSample().raw('}').end(), 3));
    all.put("name of a megabyte", longName());
    all.put("recursion through tensor types", tensorTypes(100_000));
    all.put("storage whose key is a list that holds itself", cyclicKey());
  }

  private static byte[] nested(int depth, int open, int close) {
    PickleSample sample = new PickleSample();
    sample.raw(open);
    for (int i = 0; i < depth; i++) {
      if (close == 'a') {
        sample.raw(open);
      } else {
        sample.raw(close);
      }
    }
    for (int i = 0; i < depth && close == 'a'; i++) {
      sample.raw(close);
    }
    return sample.end();
  }

  private static byte[] filled(int count, int... what) {
    PickleSample sample = new PickleSample();
    for (int i = 0; i < count; i++) {
      sample.raw(what[i % what.length]);
    }
    return sample.end();
  }

  private static byte[] sized(int[] number, int bytes) {
    PickleSample sample = new PickleSample().raw('}').text("w");
    sample.global("torch._utils", "_rebuild_tensor_v2").mark();
    sample.mark().text("storage").global("torch", "FloatStorage").text("0").text("cpu");
    sample.raw(number);
    for (int i = 0; i < bytes; i++) {
      sample.raw(0x11);
    }
    sample.tuple().raw('Q').number(0).numbers(6).numbers(1).raw(0x89, ')').tuple().raw('R', 's');
    return sample.end();
  }

  private static byte[] longName() {
    PickleSample sample = new PickleSample().raw('}').text("k".repeat(1 << 20)).raw(']', '(');
    for (int i = 0; i < 100; i++) {
      sample.tensor("FloatStorage", "0", 6, 0, SIX, ONE);
    }
    return sample.raw('e', 's').end();
  }

  /** {@code _rebuild_from_type_v2(_rebuild_from_type_v2, _, (_rebuild_from_type_v2, _, (…)))}. */
  private static byte[] tensorTypes(int depth) {
    PickleSample sample = new PickleSample();
    sample.global("torch._tensor", "_rebuild_from_type_v2").raw('q', 0);
    for (int i = 0; i < depth; i++) {
      sample.raw('h', 0, 'N');
    }
    sample.raw(')');
    for (int i = 0; i < depth; i++) {
      sample.raw(0x87);
    }
    return sample.raw('R').end();
  }

  private static byte[] cyclicKey() {
    PickleSample sample = new PickleSample();
    sample.raw(']', 'q', 0, ']', 'q', 1, 'h', 0, 'a', 'a', '0');
    sample.mark().text("storage").global("torch", "FloatStorage").raw('h', 0).text("cpu");
    return sample.number(6).tuple().raw('Q').end();
  }

  private static void shapes(Map<String, byte[]> all) {
    all.put("negative size", view(6, 0, new int[] {-2}, ONE));
    all.put("negative stride", view(6, 5, SIX, new int[] {-1}));
    all.put("negative offset", view(6, -1, ONE, ONE));
    all.put("offset behind the end", view(6, 6, ONE, ONE));
    all.put("stride behind the end", view(6, 0, new int[] {2}, new int[] {6}));
    all.put("strides for other sizes", view(6, 0, new int[] {2, 3}, ONE));
    int huge = 1 << 30;
    all.put("product that overflows", view(6, 0, new int[] {huge, huge, 16}, new int[] {0, 0, 0}));
    all.put("2^62 values", view(6, 0, new int[] {huge, huge, 4}, new int[] {0, 0, 0}));
    all.put(
        "one value two thousand million times",
        view(6, 0, new int[] {2_000_000_000}, new int[] {0}));
    all.put("storage of 2 GiB in a small file", view(536_870_912, 0, SIX, ONE));
    all.put("negative storage", view(-6, 0, SIX, ONE));
    all.put("sixty-five dimensions", view(6, 0, ones(65), ones(65)));
    all.put("size that is a fraction", fraction());
    PickleSample many = new PickleSample().raw('}', '(');
    for (int i = 0; i < 300; i++) {
      many.text("w" + i).tensor("FloatStorage", "0", 6, 0, new int[] {60_000}, new int[] {0});
    }
    all.put("a few bytes repeated by many tensors", many.raw('u').end());
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static byte[] view(int elements, int offset, int[] size, int[] stride) {
    return new PickleSample()
        .raw('}')
        .text("w")
        .tensor("FloatStorage", "0", elements, offset, size, stride)
        .raw('s')
        .end();
  }

  private static byte[] fraction() {
    PickleSample sample = new PickleSample().raw('}').text("w");
    sample.global("torch._utils", "_rebuild_tensor_v2").mark();
    sample.mark().text("storage").global("torch", "FloatStorage").text("0").text("cpu").number(6);
    sample.tuple().raw('Q').number(0);
    sample.mark().raw('G', 0x40, 4, 0, 0, 0, 0, 0, 0).tuple().numbers(1).raw(0x89, ')').tuple();
    return sample.raw('R', 's').end();
  }
}
