/**
 * Composes YAML files and overrides into one tree per job, by Hydra's rules. {@link
 * org.eobench.core.config.compose.SearchPath} finds the files. {@link
 * org.eobench.core.config.compose.Composer} expands their defaults lists, applies the overrides and
 * returns a {@link org.eobench.core.config.compose.Composition}. {@link
 * org.eobench.core.config.compose.Sweeper} composes one for each job of a sweep.
 *
 * <pre>{@code
 * SearchPath path = new SearchPath(List.of(ConfigSource.of(jar, "configs")));
 * Composition job =
 *     new Composer(path, System::getenv).compose("train", List.of("encoder=dofa", "seed=2"));
 * MapNode values = job.resolve();
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.compose;
