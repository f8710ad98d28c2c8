/** The command line: verbs, plug-in jars, error texts and exit codes. */
@org.jspecify.annotations.NullMarked
package org.eobench.cli;
