package org.eobench.core.config.compose;

import java.util.List;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.Origin;
import org.jspecify.annotations.Nullable;

/**
 * An item of a defaults list: a group with its option, the path of a config, or {@code _self_}.
 *
 * <p>Composition sets the group and the package of the file that lists the item. Only then are the
 * item's path and the target package of its values known.
 */
public final class DefaultItem {
  public static final String SELF = "_self_";
  private static final String GLOBAL = "_global_";
  private static final String HERE = "_here_";

  private final @Nullable String group;
  private @Nullable String path;
  private @Nullable Object value;
  private final @Nullable String pkg;
  private final boolean optional;
  private final boolean override;
  private Origin origin;
  private @Nullable String header;
  private String parentGroup = "";
  private String parentPackage = "";
  private boolean appended;
  private boolean primary;
  private boolean deleted;

  private DefaultItem(
      @Nullable String group,
      @Nullable String path,
      @Nullable Object value,
      @Nullable String pkg,
      boolean optional,
      boolean override,
      Origin origin) {
    this.group = group;
    this.path = path;
    this.value = value;
    this.pkg = pkg;
    this.optional = optional;
    this.override = override;
    this.origin = origin;
  }

  /** {@code group: value}; the value is null, a String or a List of String. */
  static DefaultItem group(
      String group,
      @Nullable Object value,
      @Nullable String pkg,
      boolean optional,
      boolean override,
      Origin origin) {
    return new DefaultItem(group, null, value, pkg, optional, override, origin);
  }

  static DefaultItem config(String path, @Nullable String pkg, boolean optional, Origin origin) {
    return new DefaultItem(null, path, null, pkg, optional, false, origin);
  }

  static DefaultItem primary(String path) {
    DefaultItem item = config(path, null, false, Origin.builtIn("primary config"));
    item.primary = true;
    return item;
  }

  DefaultItem copy() {
    DefaultItem copy = new DefaultItem(group, path, value, pkg, optional, override, origin);
    copy.appended = appended;
    copy.primary = primary;
    return copy;
  }

  DefaultItem appended() {
    appended = true;
    return this;
  }

  void placeIn(String groupOfParent, String packageOfParent) {
    parentGroup = groupOfParent;
    parentPackage = packageOfParent;
  }

  public boolean isSelf() {
    return SELF.equals(path);
  }

  public boolean isGroup() {
    return group != null;
  }

  boolean isOverride() {
    return override;
  }

  boolean isOptional() {
    return optional;
  }

  boolean isAppended() {
    return appended;
  }

  boolean isPrimary() {
    return primary;
  }

  public boolean isDeleted() {
    return deleted;
  }

  void delete() {
    deleted = true;
  }

  Origin origin() {
    return origin;
  }

  @Nullable Object value() {
    return value;
  }

  /** Replaces the option. Problems with the new option are reported at {@code by}. */
  void choose(@Nullable Object other, Origin by) {
    value = other;
    origin = by;
  }

  @Nullable String pkg() {
    return pkg;
  }

  /** The group as written in the defaults list. */
  String spelling() {
    String text = group == null ? String.valueOf(path) : group;
    return pkg == null ? text : text + "@" + pkg;
  }

  /** A list of options, merged one after another. */
  @Nullable List<?> options() {
    return value instanceof List<?> list ? list : null;
  }

  boolean isInterpolation() {
    return group == null
        ? path != null && path.contains("${")
        : value instanceof String text && text.contains("${");
  }

  String interpolation() {
    return String.valueOf(group == null ? path : value);
  }

  void resolved(String text) {
    if (group == null) {
      path = text;
    } else {
      value = text;
    }
  }

  /** The file name without its group, or null if the group is disabled. */
  public @Nullable String name() {
    if (group != null) {
      return value instanceof String text ? text : null;
    }
    String plain = String.valueOf(path);
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  boolean isMissing() {
    return configPath().endsWith(ConfigNode.MISSING);
  }

  /** The group including its parents: {@code model/block}. */
  String groupPath() {
    String own = group != null ? group : folder(String.valueOf(path));
    boolean absolute = (group != null ? group : String.valueOf(path)).startsWith("/");
    if (absolute) {
      return own.startsWith("/") ? own.substring(1) : own;
    }
    return parentGroup.isEmpty() ? own : own.isEmpty() ? parentGroup : parentGroup + "/" + own;
  }

  /** The file path without its extension: {@code model/block/wide}. */
  public String configPath() {
    String folder = groupPath();
    return folder.isEmpty() ? String.valueOf(name()) : folder + "/" + name();
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Sets the absolute package of the file's {@code # @package} line. */
  void header(@Nullable String text) {
    if (text == null) {
      return;
    }
    String filled =
        text.replace("_group_", groupPath().replace('/', '.'))
            .replace("_name_", String.valueOf(name()));
    header = filled.startsWith(GLOBAL) ? filled : GLOBAL + "." + filled;
  }

  /** The package that receives the file's values. */
  String finalPackage() {
    return finalPackage(pkg == null ? header : pkg);
  }

  private String finalPackage(@Nullable String wanted) {
    String relative = wanted;
    if (relative == null) {
      String own = group != null ? group : folder(String.valueOf(path));
      relative = (own.startsWith("/") ? own.substring(1) : own).replace('/', '.');
    } else {
      relative =
          relative
              .replace("_group_", groupPath().replace('/', '.'))
              .replace("_name_", String.valueOf(name()));
    }
    if (relative.equals(HERE)) {
      relative = "";
    } else if (relative.startsWith(HERE + ".")) {
      relative = relative.substring(HERE.length() + 1);
    }
    String full =
        parentPackage.isEmpty()
            ? relative
            : relative.isEmpty() ? parentPackage : parentPackage + "." + relative;
    int global = full.lastIndexOf(GLOBAL);
    if (global < 0) {
      return full;
    }
    int after = global + GLOBAL.length() + 1;
    return after >= full.length() ? "" : full.substring(after);
  }

  /** The key of an override of this group: {@code group} or {@code group@package}. */
  public String overrideKey() {
    String folder = groupPath();
    String target = finalPackage(pkg);
    if (target.equals(folder.replace('/', '.'))) {
      return folder;
    }
    return folder + "@" + (target.isEmpty() ? GLOBAL : target);
  }
}
