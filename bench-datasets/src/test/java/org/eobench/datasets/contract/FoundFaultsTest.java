package org.eobench.datasets.contract;


import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

/** Plants every fault in every real set, and counts what the contract finds. */
class FoundFaultsTest {
  @Test
  void table() {
    for (CheckedSet set : RealSets.all()) {
      System.out.println("== " + set.name());
      for (Finding f : set.findings()) System.out.println("   FALSE " + f.sentence());
      planted(set)
          .forEach(
              (name, fault) -> {
                List<String> before = set.ids();
                List<String> ids = new ArrayList<>(fault.ids());
                ids.removeAll(before);
                System.out.println("   " + name + " -> " + ids);
              });
    }
  }

  static Map<String, CheckedSet> planted(CheckedSet set) {
    Map<String, CheckedSet> f = new LinkedHashMap<>();
    List<String> b = set.bands("optical");
    int n = b.size();
    int blue = Math.max(b.indexOf("B2"), b.indexOf("BLUE")),
        red = Math.max(b.indexOf("B4"), b.indexOf("RED"));
    f.put("BGR", set.eachImage("optical", im -> Faults.channels(im, Faults.swapped(n, blue, red))));
    for (int i = 0; i < n - 1; i++) {
      int j = i;
      f.put(
          "move " + b.get(i),
          set.eachImage("optical", im -> Faults.channels(im, Faults.movedToEnd(n, j))));
    }
    f.put("scale/10000", set.eachImage("optical", im -> Faults.scaled(im, 1e-4)));
    f.put("scale*10000", set.eachImage("optical", im -> Faults.scaled(im, 1e4)));
    if (set.spec().bands().containsKey("sar"))
      f.put("linear", set.eachImage("sar", Faults::linear));
    f.put("zero", set.eachImage("optical", im -> Faults.zeroed(im, 1)));
    if (set.spec().frames() > 1) f.put("bydate", set.eachImage("optical", Faults::byDate));
    if (set.spec().frames() > 1 && set.spec().bands().containsKey("sar"))
      f.put("bydate sar", set.eachImage("sar", Faults::byDate));
    f.put("-9999", set.eachImage("optical", Faults::undeclared));
    f.put("copy", Faults.copied(set));
    boolean frac = set.spec().stats("optical").mean().get(0) < 2;
    f.put("offset", Faults.halfShifted(set, "optical", frac ? .1 : 1000));
    if (set.samples().get(0).sample().target() instanceof LabelMap) {
      for (int d = -1; d <= 1; d++)
        for (int r = -1; r <= 1; r++)
          if (d != 0 || r != 0) {
            int dd = d, rr = r;
            f.put(
                "shift " + d + "," + r,
                set.each(s -> Faults.moved(s, dd, rr, set.spec().ignoreIndex())));
          }
      if (((LabelMap) set.samples().get(0).sample().target()).height()
          == ((LabelMap) set.samples().get(0).sample().target()).width())
        f.put("transposed", set.each(Faults::transposed));
    }
    return f;
  }
}
