/**
 * From groups of YAML files and arguments to one tree per job, by Hydra's rules: {@link
 * org.eobench.core.config.compose.SearchPath} finds the files, {@link
 * org.eobench.core.config.compose.Composer} follows their defaults lists, applies the overrides and
 * gives a {@link org.eobench.core.config.compose.Composition}; {@link
 * org.eobench.core.config.compose.Sweeper} gives one for each job of a sweep.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.compose;
