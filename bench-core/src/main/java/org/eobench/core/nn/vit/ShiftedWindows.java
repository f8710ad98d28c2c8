package org.eobench.core.nn.vit;

import org.eobench.core.nn.ModelSize;

/**
 * What the Swin Transformers of both versions share (Liu et al. 2021, arXiv:2103.14030): maps cut
 * into square windows, which every second block moves by half their side, and the merging of places
 * between two stages.
 */
public final class ShiftedWindows {
  /**
   * {@code windows(x, ws)} cuts maps {@code [B,H,W,C]}, whose sides are multiples of ws, into
   * {@code [B·windows,ws·ws,C]}. {@code shift_mask(like, h, w, ws, sh, sw)} gives {@code
   * [windows,1,ws·ws,ws·ws]}: -100 for two places that are no neighbours before the maps are moved
   * by sh and sw, else 0.
   */
  public static final String METHODS =
      """
      def windows(self, x, ws: int):
        b, h, w, c, = x.size()
        x = x.reshape([b, h // ws, ws, w // ws, ws, c])
        return x.permute([0, 1, 3, 2, 4, 5]).reshape([-1, ws * ws, c])
      def part(self, like, length: int, ws: int, shift: int):
        place = torch.cumsum(torch.new_ones(like, [length]), 0) - 1
        part = torch.zeros_like(place)
        if shift > 0:
          part = torch.type_as(torch.ge(place, length - ws), place)
          part = part + torch.type_as(torch.ge(place, length - shift), place)
        return part
      def shift_mask(self, like, h: int, w: int, ws: int, sh: int, sw: int):
        rows = self.part(like, h, ws, sh).reshape([1, h, 1, 1])
        columns = self.part(like, w, ws, sw).reshape([1, 1, w, 1])
        parts = self.windows(rows * 3 + columns, ws).squeeze(-1)
        differ = torch.ne(parts.unsqueeze(1), parts.unsqueeze(2))
        return torch.type_as(differ, like).unsqueeze(1) * -100.
      """;

  /**
   * {@code quads(x)} halves the resolution of maps {@code [B,H,W,C]}: {@code [B,⌈H/2⌉,⌈W/2⌉,4C]}
   * with the features of top left, bottom left, top right and bottom right. An odd last row or
   * column is completed by zeros.
   */
  public static final String QUADS =
      """
      def quads(self, x):
        x = torch.constant_pad_nd(x, [0, 0, 0, x.size(2) % 2, 0, x.size(1) % 2], 0)
        top = torch.slice(x, 1, 0, None, 2)
        bottom = torch.slice(x, 1, 1, None, 2)
        return torch.cat([torch.slice(top, 2, 0, None, 2), torch.slice(bottom, 2, 0, None, 2),
                          torch.slice(top, 2, 1, None, 2), torch.slice(bottom, 2, 1, None, 2)], -1)
      """;

  private ShiftedWindows() {}

  /**
   * For each pair of places of a window, queries before keys, the number of their distance among
   * {@code (2·window-1)²}, rows before columns.
   */
  public static float[] index(int window) {
    int places = ModelSize.values(window, window);
    float[] index = new float[ModelSize.values(places, places)];
    for (int p = 0; p < places; p++) {
      for (int q = 0; q < places; q++) {
        int rows = p / window - q / window + window - 1;
        int columns = p % window - q % window + window - 1;
        index[p * places + q] = rows * (2 * window - 1) + columns;
      }
    }
    return index;
  }
}
