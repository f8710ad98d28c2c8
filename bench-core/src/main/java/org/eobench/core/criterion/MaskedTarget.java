package org.eobench.core.criterion;

import java.util.Locale;

/**
 * The TorchScript that losses over class labels share. {@code self.masked(logits, target)} gives,
 * each of shape {@code [B,K,N]}: the probabilities (softmax over classes; sigmoid for a single
 * channel, which then stands for class 1), the one-hot target, which is 0 where it is ignored, and
 * {@code [B,1,N]} whether a pixel counts.
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
