package org.eobench.datasets.satlas;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.JsonIndex;

/** The lists of Satlas: tiles of each published split, and the scenes that show a tile. */
final class SatlasTiles {
  private static final String TILE = "[column, row] of a tile, such as [7149, 3246]";
  private static final String IMAGE =
      "[column, row, scene], such as [7149, 3246, \"S2A_MSIL1C_…\"]";

  private SatlasTiles() {}

  /** The tiles of a list, as {@code COLUMN_ROW}. */
  static Set<String> listed(DataFolder folder, String list) {
    JsonIndex index = JsonIndex.read(folder.require("metadata/" + list), TILE);
    Set<String> tiles = new LinkedHashSet<>();
    for (int i = 0; i < index.root().size(); i++) {
      tiles.add(tile(index, i, 2));
    }
    return tiles;
  }

  /** The scenes of each tile. */
  static Map<String, List<String>> scenes(DataFolder folder) {
    JsonIndex index = JsonIndex.read(folder.require("metadata/good_images_lowres_all.json"), IMAGE);
    Map<String, List<String>> scenes = new LinkedHashMap<>();
    for (int i = 0; i < index.root().size(); i++) {
      String scene = index.root().path(i).path(2).asText();
      if (scene.isEmpty() || !Path.of(scene).equals(Path.of(scene).getFileName())) {
        throw index.wrong(i, "an entry names no scene");
      }
      scenes.computeIfAbsent(tile(index, i, 3), tile -> new ArrayList<>()).add(scene);
    }
    return scenes;
  }

  private static String tile(JsonIndex index, int entry, int length) {
    JsonNode node = index.root().path(entry);
    boolean valid =
        node.isArray()
            && node.size() == length
            && node.path(0).canConvertToInt()
            && node.path(1).canConvertToInt();
    if (!valid) {
      throw index.wrong(entry, "an entry of the list is no tile");
    }
    return String.format(Locale.ROOT, "%d_%d", node.path(0).asInt(), node.path(1).asInt());
  }
}
