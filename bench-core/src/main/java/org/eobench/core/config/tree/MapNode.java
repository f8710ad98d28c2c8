package org.eobench.core.config.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of the tree. It keeps the order of its keys.
 *
 * <p>A key is a string, or the number or boolean that YAML makes of an unquoted key. As in Python,
 * 1, 1.0 and true are the same key.
 */
public final class MapNode implements ConfigNode {
  private final Map<Object, Entry> entries = new LinkedHashMap<>();
  private final Origin origin;

  /**
   * A key with its value.
   *
   * @param key String, Long, BigInteger, Double or Boolean
   * @param value value of the key
   */
  public record Entry(Object key, ConfigNode value) {
    /** The key as written in a dotted path. */
    public String name() {
      return PythonText.of(key);
    }
  }

  public MapNode(Origin origin) {
    this.origin = origin;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  public int size() {
    return entries.size();
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Keys and values in order; not modifiable. */
  public List<Entry> entries() {
    return Collections.unmodifiableList(new ArrayList<>(entries.values()));
  }

  /** The keys in order, as written in a dotted path. */
  public List<String> names() {
    return entries.values().stream().map(Entry::name).toList();
  }

  /** The value of exactly this key, or null if the key is absent. */
  public @Nullable ConfigNode get(Object key) {
    Entry entry = entries.get(canonical(key));
    return entry == null ? null : entry.value();
  }

  public boolean has(Object key) {
    return entries.containsKey(canonical(key));
  }

  /** The value of a key given as text: {@code "1"} also finds the number 1. */
  public @Nullable ConfigNode find(String name) {
    Entry entry = findEntry(name);
    return entry == null ? null : entry.value();
  }

  @Nullable Entry findEntry(String name) {
    Entry exact = entries.get(name);
    if (exact != null) {
      return exact;
    }
    for (Entry entry : entries.values()) {
      if (!(entry.key() instanceof String) && entry.name().equals(name)) {
        return entry;
      }
    }
    return null;
  }

  public void put(Object key, ConfigNode value) {
    Object canonical = canonical(key);
    Entry old = entries.get(canonical);
    entries.put(canonical, new Entry(old == null ? key : old.key(), value));
  }

  public void remove(Object key) {
    entries.remove(canonical(key));
  }

  @Override
  public MapNode copy() {
    return copyWithOrigin(origin);
  }

  public MapNode copyWithOrigin(Origin other) {
    MapNode map = new MapNode(other);
    for (Entry entry : entries.values()) {
      map.put(entry.key(), entry.value().copy());
    }
    return map;
  }

  public static Object canonical(Object key) {
    if (key instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (key instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e18) {
      return (long) (double) number;
    }
    return Objects.requireNonNull(key);
  }
}
