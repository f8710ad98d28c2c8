package org.eobench.datasets.bigearthnet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The classes: 43 of level 3 of CORINE Land Cover with their codes, and the 19 that the authors
 * merged them to; some belong to none of the 19.
 */
final class Nomenclature {
  /** A class of the 43, its code, and the class of the 19; null if there is none. */
  private record CorineClass(String name, int code, @Nullable String merged) {}

  private static final String URBAN = "Urban fabric";
  private static final String INDUSTRY = "Industrial or commercial units";
  private static final String ARABLE = "Arable land";
  private static final String PERMANENT = "Permanent crops";
  private static final String MIXED_CROPS =
      "Land principally occupied by agriculture, with significant areas of natural vegetation";
  private static final String GRASS = "Natural grassland and sparsely vegetated areas";
  private static final String MOORS = "Moors, heathland and sclerophyllous vegetation";
  private static final String INLAND_WETLANDS = "Inland wetlands";
  private static final String COASTAL_WETLANDS = "Coastal wetlands";
  private static final String INLAND_WATERS = "Inland waters";
  private static final String MARINE = "Marine waters";

  private static final List<CorineClass> ALL =
      List.of(
          new CorineClass("Continuous urban fabric", 111, URBAN),
          new CorineClass("Discontinuous urban fabric", 112, URBAN),
          new CorineClass(INDUSTRY, 121, INDUSTRY),
          new CorineClass("Road and rail networks and associated land", 122, null),
          new CorineClass("Port areas", 123, null),
          new CorineClass("Airports", 124, null),
          new CorineClass("Mineral extraction sites", 131, null),
          new CorineClass("Dump sites", 132, null),
          new CorineClass("Construction sites", 133, null),
          new CorineClass("Green urban areas", 141, null),
          new CorineClass("Sport and leisure facilities", 142, null),
          new CorineClass("Non-irrigated arable land", 211, ARABLE),
          new CorineClass("Permanently irrigated land", 212, ARABLE),
          new CorineClass("Rice fields", 213, ARABLE),
          new CorineClass("Vineyards", 221, PERMANENT),
          new CorineClass("Fruit trees and berry plantations", 222, PERMANENT),
          new CorineClass("Olive groves", 223, PERMANENT),
          new CorineClass("Pastures", 231, "Pastures"),
          new CorineClass("Annual crops associated with permanent crops", 241, PERMANENT),
          new CorineClass("Complex cultivation patterns", 242, "Complex cultivation patterns"),
          new CorineClass(MIXED_CROPS, 243, MIXED_CROPS),
          new CorineClass("Agro-forestry areas", 244, "Agro-forestry areas"),
          new CorineClass("Broad-leaved forest", 311, "Broad-leaved forest"),
          new CorineClass("Coniferous forest", 312, "Coniferous forest"),
          new CorineClass("Mixed forest", 313, "Mixed forest"),
          new CorineClass("Natural grassland", 321, GRASS),
          new CorineClass("Moors and heathland", 322, MOORS),
          new CorineClass("Sclerophyllous vegetation", 323, MOORS),
          new CorineClass("Transitional woodland/shrub", 324, "Transitional woodland, shrub"),
          new CorineClass("Beaches, dunes, sands", 331, "Beaches, dunes, sands"),
          new CorineClass("Bare rock", 332, null),
          new CorineClass("Sparsely vegetated areas", 333, GRASS),
          new CorineClass("Burnt areas", 334, null),
          new CorineClass("Inland marshes", 411, INLAND_WETLANDS),
          new CorineClass("Peatbogs", 412, INLAND_WETLANDS),
          new CorineClass("Salt marshes", 421, COASTAL_WETLANDS),
          new CorineClass("Salines", 422, COASTAL_WETLANDS),
          new CorineClass("Intertidal flats", 423, null),
          new CorineClass("Water courses", 511, INLAND_WATERS),
          new CorineClass("Water bodies", 512, INLAND_WATERS),
          new CorineClass("Coastal lagoons", 521, MARINE),
          new CorineClass("Estuaries", 522, MARINE),
          new CorineClass("Sea and ocean", 523, MARINE));

  private Nomenclature() {}

  /** The 43 classes in the order of their codes. */
  static List<String> corine() {
    return ALL.stream().map(CorineClass::name).toList();
  }

  /** The 19 classes in the order of the authors, which is that of their first codes. */
  static List<String> merged() {
    return ALL.stream().map(CorineClass::merged).filter(Objects::nonNull).distinct().toList();
  }

  /**
   * The classes of codes in maps, by the names that a data set uses.
   *
   * @param classes the 19 classes, or the 43
   * @return index of the class by code; codes without a class are left out
   */
  static Map<Integer, Integer> byCode(List<String> classes) {
    Map<Integer, Integer> indices = new HashMap<>();
    for (CorineClass one : ALL) {
      int index = index(classes, one);
      if (index >= 0) {
        indices.put(one.code(), index);
      }
    }
    return indices;
  }

  /**
   * The classes of names in label files.
   *
   * @param classes the 19 classes, or the 43
   * @return index of the class by name, -1 for those that belong to none of the 19
   */
  static Map<String, Integer> byName(List<String> classes) {
    Map<String, Integer> indices = new HashMap<>();
    ALL.forEach(one -> indices.put(one.name(), index(classes, one)));
    for (int i = 0; i < classes.size(); i++) {
      indices.put(classes.get(i), i);
    }
    return indices;
  }

  private static int index(List<String> classes, CorineClass one) {
    int own = classes.indexOf(one.name());
    return classes.size() == ALL.size() || one.merged() == null
        ? own
        : classes.indexOf(one.merged());
  }
}
