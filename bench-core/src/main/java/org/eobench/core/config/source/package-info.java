/**
 * Where configuration files come from: directories, the program's jar, the jars of plug-ins, and
 * Hydra's own group, which is built in. A {@link org.eobench.core.config.source.ConfigSource} lists
 * groups and their options and reads a file, for example {@code ConfigSource.of(jar,
 * "configs").read("encoder/dofa.yaml")}. What the files mean is the matter of other packages.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.source;
