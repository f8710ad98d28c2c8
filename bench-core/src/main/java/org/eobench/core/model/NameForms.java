package org.eobench.core.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of layers or tensors without their numbers, so that the blocks of a model are one. */
final class NameForms {
  private NameForms() {}

  /** The forms of names in their order, such as {@code blocks.*.attn.qkv}. */
  static List<String> of(Collection<String> names) {
    Set<String> forms = new LinkedHashSet<>();
    names.forEach(name -> forms.add(name.replaceAll("(?<=^|\\.)\\d+(?=\\.)", "*")));
    return List.copyOf(forms);
  }
}
