package org.eobench.core.config.compose;

/**
 * One file of the final defaults list; later entries win over earlier ones.
 *
 * @param config path of the file without extension
 * @param pkg where its values go; empty is the root
 * @param parent the file whose defaults list names it, {@code <root>} for the primary config
 * @param self whether its place was given by {@code _self_}
 */
public record DefaultsEntry(String config, String pkg, String parent, boolean self) {}
