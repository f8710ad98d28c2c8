package org.eobench.core.nn.vit;

/**
 * Where the patches of an image are in the token sequence of a transformer, for pictures of its
 * attention. Patches are in rows from the top left; an encoder of several dates or of groups of
 * bands has as many tokens of each patch.
 *
 * @param leading tokens before the first patch: class token, registers
 * @param classToken whether the first of them is a class token
 * @param adjacent whether the tokens of one patch follow each other; otherwise all patches of one
 *     date do
 */
public record TokenLayout(int leading, boolean classToken, boolean adjacent) {
  public TokenLayout {
    if (leading < (classToken ? 1 : 0)) {
      throw new IllegalArgumentException("a class token leads, but nothing does");
    }
  }

  /** A class token, then registers, then the patches. */
  public static TokenLayout afterClassToken(int registers) {
    return new TokenLayout(1 + registers, true, false);
  }

  /** Nothing but patches. */
  public static TokenLayout patchesOnly() {
    return new TokenLayout(0, false, false);
  }
}
