package org.eobench.core.criterion;

import java.util.Locale;

/**
 * TorchScript shared by the losses over class labels. {@code self.masked(logits, target)} returns
 * the probabilities {@code [B,K,N]} (softmax over classes; sigmoid for a single channel, which then
 * represents class 1), the one-hot target {@code [B,K,N]}, which is 0 for ignored pixels, and a
 * mask {@code [B,1,N]} of the pixels that are not ignored.
 */
final class MaskedTarget {
  private MaskedTarget() {}

  static String method(int ignoreIndex) {
    return String.format(
        Locale.ROOT,
        """
        def masked(self, logits, target):
          k = logits.size(1)
          counts = torch.ne(target, %d)
          label = torch.masked_fill(target, torch.logical_not(counts), 0)
          if k == 1:
            p = torch.sigmoid(logits)
            t = torch.unsqueeze(label, 1)
          else:
            p = torch.softmax(logits, 1)
            t = torch.movedim(torch.one_hot(label, k), -1, 1)
          v = torch.to(torch.unsqueeze(counts, 1), p.dtype)
          t = torch.mul(torch.to(t, p.dtype), v)
          return torch.flatten(p, 2), torch.flatten(t, 2), torch.flatten(v, 2)
        """,
        ignoreIndex);
  }
}
