package org.eobench.core.config.compose;

/**
 * A file of the final defaults list. Later entries override earlier ones.
 *
 * @param config file path without extension
 * @param pkg package that receives its values; empty for the root
 * @param parent file whose defaults list names it; {@code <root>} for the primary config
 * @param self whether {@code _self_} determined its position
 */
public record DefaultsEntry(String config, String pkg, String parent, boolean self) {}
